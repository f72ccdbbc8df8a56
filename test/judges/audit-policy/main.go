// Judges audit policies by the code of the API server itself, thousands in one process.
//
// Standard input holds one JSON object a line: {"id", "policy", "requests"}. The policy is the file's bytes in base64, so
// that files which are no text can be judged as well. Standard output answers each with {"id", "error", "warning",
// "decisions"}: an empty error is a policy with which the server starts; a warning is what it ignores; each decision says
// at which level the server logs the request of the same place, and which stages it leaves out.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sort"

	"k8s.io/apiserver/pkg/audit/policy"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/klog/v2"
)

type request struct {
	User        string   `json:"user"`
	Groups      []string `json:"groups"`
	Verb        string   `json:"verb"`
	Namespace   string   `json:"namespace"`
	APIGroup    string   `json:"apiGroup"`
	Resource    string   `json:"resource"`
	Subresource string   `json:"subresource"`
	Name        string   `json:"name"`
	Path        string   `json:"path"`
}

type question struct {
	ID       string    `json:"id"`
	Policy   []byte    `json:"policy"`
	Requests []request `json:"requests"`
}

type decision struct {
	Level             string   `json:"level"`
	OmitStages        []string `json:"omitStages"`
	OmitManagedFields bool     `json:"omitManagedFields"`
}

type answer struct {
	ID        string     `json:"id"`
	Error     string     `json:"error"`
	Warning   string     `json:"warning"`
	Decisions []decision `json:"decisions,omitempty"`
}

func main() {
	var warnings bytes.Buffer
	klog.LogToStderr(false)
	klog.SetOutput(&warnings)

	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			warnings.Reset()
			if err := encoder.Encode(judge(line, &warnings)); err != nil {
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

func judge(line []byte, warnings *bytes.Buffer) (verdict answer) {
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		fail(fmt.Errorf("%v in %q", err, line))
	}
	verdict.ID = asked.ID
	defer func() {
		if r := recover(); r != nil {
			verdict.Error = fmt.Sprintf("panic: %v", r)
		}
	}()
	loaded, err := policy.LoadPolicyFromBytes(asked.Policy)
	klog.Flush()
	verdict.Warning = warnings.String()
	if err != nil {
		verdict.Error = err.Error()
		return verdict
	}
	evaluator := policy.NewPolicyRuleEvaluator(loaded)
	for _, r := range asked.Requests {
		config := evaluator.EvaluatePolicyRule(authorizer.AttributesRecord{
			User:            &user.DefaultInfo{Name: r.User, Groups: r.Groups},
			Verb:            r.Verb,
			Namespace:       r.Namespace,
			APIGroup:        r.APIGroup,
			Resource:        r.Resource,
			Subresource:     r.Subresource,
			Name:            r.Name,
			ResourceRequest: r.Path == "",
			Path:            r.Path,
		})
		stages := make([]string, 0, len(config.OmitStages))
		for _, stage := range config.OmitStages {
			stages = append(stages, string(stage))
		}
		sort.Strings(stages)
		verdict.Decisions = append(verdict.Decisions, decision{string(config.Level), stages, config.OmitManagedFields})
	}
	return verdict
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "audit-loader:", err)
	os.Exit(1)
}
