// Command tickets hands out ticket numbers: each request gets a new identifier.
package main

import (
	"fmt"
	"log"
	"net/http"

	"github.com/google/uuid"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, uuid.NewString())
	})
	log.Println("tickets listens on port 8080")
	log.Fatal(http.ListenAndServe(":8080", nil))
}
