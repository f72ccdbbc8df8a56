// Judges Butane configs by butane's own code, thousands in one process.
//
// Standard input holds one JSON object a line: {"id", "input", "filesDir", "noCompress", "pretty"}, where the input is
// bytes in base64. With noCompress no content is compressed, which only the Go interface can ask for, so that the
// outputs can be compared to the byte. Standard output answers each, in order, with {"id", "error", "entries", "output"}:
// the error is what stands behind `Error translating config: `, the entries are those of --raw-errors, and the output has no
// newline at its end. It ends with its input.
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
	"os"

	"github.com/coreos/ignition/v2/butane/config"
	"github.com/coreos/ignition/v2/butane/config/common"
)

type question struct {
	ID         string `json:"id"`
	Input      []byte `json:"input"`
	FilesDir   string `json:"filesDir"`
	NoCompress bool   `json:"noCompress"`
	Pretty     bool   `json:"pretty"`
}

type answer struct {
	ID      string   `json:"id"`
	Error   string   `json:"error"`
	Entries []string `json:"entries"`
	Output  []byte   `json:"output"`
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
	output, found, err := config.TranslateBytes(asked.Input, common.TranslateBytesOptions{
		TranslateOptions: common.TranslateOptions{
			FilesDir:                  asked.FilesDir,
			NoResourceAutoCompression: asked.NoCompress,
		},
		Pretty: asked.Pretty,
	})
	for _, entry := range found.Entries {
		verdict.Entries = append(verdict.Entries, entry.String())
	}
	if err != nil {
		verdict.Error = err.Error()
		return verdict
	}
	verdict.Output = output
	return verdict
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
