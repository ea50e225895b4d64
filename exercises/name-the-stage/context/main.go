// Command convert turns degrees Celsius into degrees Fahrenheit.
package main

import (
	"fmt"
	"os"
	"strconv"
)

func fahrenheit(celsius float64) float64 {
	return celsius*9/5 + 32
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: convert DEGREES")
		os.Exit(2)
	}
	celsius, err := strconv.ParseFloat(os.Args[1], 64)
	if err != nil {
		fmt.Fprintf(os.Stderr, "convert: %q is not a number\n", os.Args[1])
		os.Exit(2)
	}
	fmt.Printf("%.1f °C is %.1f °F\n", celsius, fahrenheit(celsius))
}
