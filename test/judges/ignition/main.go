// Judges Ignition configs and the texts inside of them by Ignition's own code, thousands in one process.
//
// Standard input holds one JSON object a line: {"id", "ask", "spec", "inputs"}, where the inputs are bytes in base64.
// Standard output answers each, in order, with {"id", "error", "entries", "output", "value"}:
//
//	validate  the config of inputs[0]: the entries of the report as ignition-validate prints them, and the parser's error
//	merge     the configs, each the child of the one before: the output in spec, or in the newest spec without one
//	url       net/url: the value is the scheme
//	data-url  the decoder of data URLs: the output is the decoded bytes
//	unit      the parser of systemd units: the value says whether an option stands in a section [Install]
//	semver    the value is the version as it is printed
//	escape    the value is the path escaped for the name of a unit
//	clean     the value is the cleaned path
//	quote     the value is the text as %q prints it
//
// It ends with its input.
//
// The directive below gives net/url the leniency of the go line in upstream's own go.mod.
//
//go:debug default=go1.24
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"strconv"

	"github.com/coreos/go-semver/semver"
	"github.com/coreos/go-systemd/v22/unit"
	"github.com/coreos/ignition/v2/config"
	"github.com/coreos/ignition/v2/config/merge"
	"github.com/coreos/ignition/v2/config/shared/parse"
	"github.com/coreos/ignition/v2/config/v3_0"
	"github.com/coreos/ignition/v2/config/v3_1"
	"github.com/coreos/ignition/v2/config/v3_2"
	"github.com/coreos/ignition/v2/config/v3_3"
	"github.com/coreos/ignition/v2/config/v3_4"
	"github.com/coreos/ignition/v2/config/v3_5"
	"github.com/coreos/vcontext/report"
	"github.com/vincent-petithory/dataurl"
)

type question struct {
	ID     string   `json:"id"`
	Ask    string   `json:"ask"`
	Spec   string   `json:"spec"`
	Inputs [][]byte `json:"inputs"`
}

type answer struct {
	ID      string   `json:"id"`
	Error   string   `json:"error"`
	Entries []string `json:"entries"`
	Output  []byte   `json:"output"`
	Value   string   `json:"value"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			if err := encoder.Encode(judge(line)); err != nil {
				fail(err)
			}
			if err := out.Flush(); err != nil {
				fail(err)
			}
		}
		if err == io.EOF {
			return
		}
		if err != nil {
			fail(err)
		}
	}
}

func judge(line []byte) (verdict answer) {
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		fail(fmt.Errorf("%v in %q", err, line))
	}
	verdict = answer{ID: asked.ID, Entries: []string{}, Output: []byte{}}
	defer func() {
		if r := recover(); r != nil {
			verdict.Error = fmt.Sprintf("panic: %v", r)
		}
	}()
	var err error
	if asked.Ask == "merge" {
		err = verdict.merge(asked.Spec, asked.Inputs)
	} else if len(asked.Inputs) != 1 {
		fail(fmt.Errorf("%s takes one input", asked.Ask))
	} else {
		err = verdict.judge(asked.Ask, asked.Inputs[0])
	}
	if err != nil {
		verdict.Error = err.Error()
	}
	return verdict
}

func (verdict *answer) judge(ask string, input []byte) error {
	text := string(input)
	switch ask {
	case "validate":
		_, found, err := config.Parse(input)
		verdict.add(found)
		return err
	case "url":
		parsed, err := url.Parse(text)
		if err == nil {
			verdict.Value = parsed.Scheme
		}
		return err
	case "data-url":
		decoded, err := dataurl.DecodeString(text)
		if err == nil {
			verdict.Output = decoded.Data
		}
		return err
	case "unit":
		options, err := parse.ParseUnitContents(&text)
		if err != nil {
			return err
		}
		installed := false
		for _, option := range options {
			installed = installed || option.Section == "Install"
		}
		verdict.Value = strconv.FormatBool(installed)
	case "semver":
		version, err := semver.NewVersion(text)
		if err != nil {
			return err
		}
		verdict.Value = version.String()
	case "escape":
		verdict.Value = unit.UnitNamePathEscape(text)
	case "clean":
		verdict.Value = path.Clean(text)
	case "quote":
		verdict.Value = strconv.Quote(text)
	default:
		fail(fmt.Errorf("nothing is called %q", ask))
	}
	return nil
}

type merger func(answer *answer, configs [][]byte) error

var mergers = map[string]merger{
	"":      mergerOf(config.Parse),
	"3.0.0": mergerOf(v3_0.Parse),
	"3.1.0": mergerOf(v3_1.ParseCompatibleVersion),
	"3.2.0": mergerOf(v3_2.ParseCompatibleVersion),
	"3.3.0": mergerOf(v3_3.ParseCompatibleVersion),
	"3.4.0": mergerOf(v3_4.ParseCompatibleVersion),
	"3.5.0": mergerOf(v3_5.ParseCompatibleVersion),
}

func (verdict *answer) merge(spec string, configs [][]byte) error {
	merge, known := mergers[spec]
	if !known || len(configs) == 0 {
		fail(fmt.Errorf("cannot merge %d configs in spec %q", len(configs), spec))
	}
	return merge(verdict, configs)
}

func mergerOf[T any](parse func([]byte) (T, report.Report, error)) merger {
	return func(verdict *answer, configs [][]byte) error {
		var merged interface{}
		for _, raw := range configs {
			parsed, found, err := parse(raw)
			verdict.add(found)
			if err != nil {
				return err
			}
			if merged == nil {
				merged = parsed
			} else {
				merged, _ = merge.MergeStructTranscribe(merged, parsed)
			}
		}
		var err error
		verdict.Output, err = json.Marshal(merged)
		return err
	}
}

func (verdict *answer) add(found report.Report) {
	for _, entry := range found.Entries {
		verdict.Entries = append(verdict.Entries, entry.String())
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
