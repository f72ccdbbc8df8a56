// Reads YAML by gopkg.in/yaml.v3, which Butane reads with, thousands of texts in one process.
//
// Standard input holds one text a line, its bytes in base64. Standard output answers each with one line of JSON: {"error"}
// for a text that is refused, {"nodes"} for one that is read, with the nodes of its first document, parents before their
// children; no nodes stand for a text without any document.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"gopkg.in/yaml.v3"
)

type node struct {
	Kind   string `json:"kind"`
	Tag    string `json:"tag"`
	Style  string `json:"style"`
	Value  []byte `json:"value"`
	Anchor string `json:"anchor"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	// How many nodes below it follow directly.
	Children int `json:"children"`
	// Of an alias: where its target begins.
	Target string `json:"target"`
}

type answer struct {
	Error string  `json:"error"`
	Nodes []*node `json:"nodes"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for {
		line, err := in.ReadBytes('\n')
		if line = bytes.TrimSuffix(line, []byte("\n")); len(line) > 0 || err == nil {
			text, failure := base64.StdEncoding.DecodeString(string(line))
			if failure != nil {
				fail(failure)
			}
			if failure := encoder.Encode(read(text)); failure != nil {
				fail(failure)
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

func read(text []byte) (verdict answer) {
	defer func() {
		if r := recover(); r != nil {
			verdict = answer{Error: fmt.Sprintf("panic: %v", r)}
		}
	}()
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return answer{Error: err.Error()}
	}
	for _, root := range document.Content {
		verdict.add(root)
	}
	return verdict
}

var kinds = map[yaml.Kind]string{
	yaml.ScalarNode:   "scalar",
	yaml.SequenceNode: "list",
	yaml.MappingNode:  "map",
	yaml.AliasNode:    "alias",
}

func (a *answer) add(n *yaml.Node) {
	made := &node{
		Kind:     kinds[n.Kind],
		Style:    style(n),
		Value:    []byte(n.Value),
		Anchor:   n.Anchor,
		Line:     n.Line,
		Column:   n.Column,
		Children: len(n.Content),
	}
	if n.Style&yaml.TaggedStyle != 0 {
		made.Tag = n.LongTag()
	}
	if n.Alias != nil {
		made.Target = fmt.Sprintf("%d:%d", n.Alias.Line, n.Alias.Column)
	}
	a.Nodes = append(a.Nodes, made)
	for _, child := range n.Content {
		a.add(child)
	}
}

func style(n *yaml.Node) string {
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		return "double"
	case n.Style&yaml.SingleQuotedStyle != 0:
		return "single"
	case n.Style&yaml.LiteralStyle != 0:
		return "literal"
	case n.Style&yaml.FoldedStyle != 0:
		return "folded"
	case n.Style&yaml.FlowStyle != 0:
		return "flow"
	case n.Kind == yaml.ScalarNode:
		return "plain"
	default:
		return ""
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "yaml-reader:", err)
	os.Exit(1)
}
