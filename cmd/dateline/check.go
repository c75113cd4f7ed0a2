package main

import (
	"errors"
	"fmt"
	"log/slog"
)

// errFindings says that a check found something; it has been printed.
var errFindings = errors.New("the check found something")

type checkCommand struct {
	Folders []string `arg:"" name:"folder" help:"Folders to read." type:"path"`
}

func (c *checkCommand) Run(s streams) error {
	atlas, err := open(slog.New(slog.DiscardHandler), c.Folders...)
	if err != nil {
		return err
	}
	found := 0
	for _, m := range atlas.State().Maps {
		for _, held := range m.Held {
			fmt.Fprintf(s.out, "%s: %s\n", m.Name, held)
		}
		for _, l := range m.Layers {
			fmt.Fprintf(s.out, "%s: layer %s with %s\n", l.File, l.Name, count(l.Data.Len(), "feature", "features"))
			for _, sentence := range l.Data.Withheld().Sentences() {
				fmt.Fprintf(s.out, "  %s\n", sentence)
			}
			for _, note := range l.Data.Notes() {
				fmt.Fprintf(s.out, "  %s\n", note)
			}
		}
		for _, p := range m.Problems {
			fmt.Fprintln(s.out, p)
		}
		found += len(m.Problems)
	}
	if found > 0 {
		fmt.Fprintf(s.out, "%s to mend\n", count(found, "thing", "things"))
		return errFindings
	}
	fmt.Fprintln(s.out, "nothing to mend")
	return nil
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
