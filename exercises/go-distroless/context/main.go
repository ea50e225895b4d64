// Command clock tells the time in any time zone: /?zone=Europe/Lisbon
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func tell(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("zone")
	if name == "" {
		name = "UTC"
	}
	// The rules of the time zones are files of the image (package tzdata).
	zone, err := time.LoadLocation(name)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	fmt.Fprintln(w, time.Now().In(zone).Format(time.RFC1123))
}

func main() {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, os.Interrupt)
	go func() {
		<-stop
		log.Println("clock stops")
		os.Exit(0)
	}()

	http.HandleFunc("/", tell)
	log.Println("clock listens on port 8080")
	log.Fatal(http.ListenAndServe(":8080", nil))
}
