"""A page counter: GET / answers with the number of visits since the start."""

from itertools import count

from flask import Flask

app = Flask(__name__)
visits = count(1)


@app.get("/")
def index() -> str:
    return f"You are visitor {next(visits)}.\n"


@app.get("/health")
def health() -> str:
    return "ok\n"
