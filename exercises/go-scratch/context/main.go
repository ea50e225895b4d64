// Command probe asks a site over HTTPS whether it is well, and says what it found at /.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"time"
)

func main() {
	site := os.Getenv("PROBE_URL")
	if site == "" {
		site = "https://example.com/"
	}
	client := &http.Client{Timeout: 5 * time.Second}

	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		answer, err := client.Get(site)
		if err != nil {
			// Without CA certificates this says: x509: certificate signed by unknown authority.
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer answer.Body.Close()
		fmt.Fprintf(w, "%s answered %s\n", site, answer.Status)
	})

	log.Printf("probe listens on port 8080 and asks %s", site)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
