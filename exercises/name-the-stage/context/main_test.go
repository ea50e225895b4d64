package main

import "testing"

func TestFahrenheit(t *testing.T) {
	for celsius, want := range map[float64]float64{0: 32, 100: 212, -40: -40} {
		if got := fahrenheit(celsius); got != want {
			t.Errorf("fahrenheit(%v) = %v, want %v", celsius, got, want)
		}
	}
}
