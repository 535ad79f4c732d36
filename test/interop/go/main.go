// Real Go consumers, each a sub-command: what they find by their default means, and what a service says of it.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	commands := map[string]func(arguments []string) error{
		"who": who, "keep-asking": keepAsking, "judge": judge, "oss": listObjects,
	}
	if err := commands[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func report(found map[string]string) {
	line, _ := json.Marshal(found)
	fmt.Printf("INTEROP %s\n", line)
}
