#!/bin/sh
# Makes the stand-ins of stand-ins.ts in the engine of DOCKER_HOST, from a Debian root folder with the real tools:
#
#   debootstrap --variant=minbase forky "$TREE"
#   chroot "$TREE" apt-get install -y --no-install-recommends golang-go gcc libc6-dev python3 python3-venv \
#     python3-pip python3-setuptools-whl nginx-light ca-certificates tzdata
#
# with node and npm under /usr/local, the modules of the Go exercises in /goproxy (the layout of a module proxy),
# and the wheels of the Python exercise in $WHEELS (pip download). BUSYBOX names a static BusyBox.
# npm ci reaches the registry through the host's network (docker build --network host).
set -eu
: "${TREE:?the Debian root folder}" "${BUSYBOX:?a static BusyBox}" "${WHEELS:?a folder of wheels}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

tar -C "$TREE" --exclude=./proc/* --exclude=./dev/* --exclude=./var/cache/apt --exclude=./var/lib/apt/lists -c . |
  docker import -c 'ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin' - e-tree:latest

build() { # tag, context; the Dockerfile comes in by stdin
  docker build -q -t "$1" -f - "$2"
}

build e-golang "$work" <<'END'
FROM e-tree
ENV GOPATH=/go GOTOOLCHAIN=local GOPROXY=file:///goproxy GONOSUMDB=* PATH=/go/bin:/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin
WORKDIR /go
CMD ["bash"]
END
# What BusyBox in Alpine has and Debian's has not: adduser, as "adduser -D -H -u UID NAME" calls it.
cat >"$work/adduser" <<'END'
#!/bin/sh
while [ $# -gt 1 ]; do case $1 in -u) uid=$2; shift 2 ;; *) shift ;; esac; done
echo "$1:x:$uid:$uid:Linux User:/home/$1:/sbin/nologin" >>/etc/passwd
echo "$1:x:$uid:" >>/etc/group
END
chmod 755 "$work/adduser"
# golang's Alpine flavour has no C compiler, so that go links statically by itself.
build n-golang-alpine "$work" <<'END'
FROM e-golang
COPY adduser /usr/sbin/adduser
RUN rm -f /usr/bin/*gcc*
END
build e-node "$work" <<'END'
FROM e-tree
RUN useradd -u 1000 -m node
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
CMD ["node"]
END
build e-python "$WHEELS" <<'END'
FROM e-tree
RUN rm -f /usr/lib/python3.*/EXTERNALLY-MANAGED && ln -sf /usr/bin/python3 /usr/local/bin/python
COPY . /pypi
ENV PIP_FIND_LINKS=/pypi PIP_NO_INDEX=1 PIP_BREAK_SYSTEM_PACKAGES=1
CMD ["python3"]
END
# With setuptools (python3-setuptools-whl of the tree), so that pip builds projects of the learner's own.
mkdir "$work/setuptools"
cp "$TREE"/usr/share/python-wheels/setuptools-*.whl "$work/setuptools/"
build l-python "$work/setuptools" <<'END'
FROM e-python
COPY . /pypi
END
# apk does nothing: what it would install, the tree has already.
build n-nginx "$work" <<'END'
FROM e-tree
RUN rm -rf /usr/share/nginx/html && mkdir -p /usr/share/nginx/html && sed -i "s|root /var/www/html|root /usr/share/nginx/html|" /etc/nginx/sites-enabled/default && printf "#!/bin/sh\n" >/sbin/apk && chmod 755 /sbin/apk
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
EXPOSE 80
STOPSIGNAL SIGQUIT
CMD ["nginx","-g","daemon off;"]
END

mkdir -p "$work/alpine/bin" "$work/alpine/sbin" "$work/alpine/etc/ssl/certs" "$work/alpine/tmp"
cp "$BUSYBOX" "$work/alpine/bin/busybox"
cp "$TREE/etc/ssl/certs/ca-certificates.crt" "$work/alpine/etc/ssl/certs/"
printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n' >"$work/alpine/etc/passwd"
printf 'root:x:0:\nnobody:x:65534:\n' >"$work/alpine/etc/group"
build n-alpine "$work" <<'END'
FROM scratch
COPY alpine /
RUN ["/bin/busybox","--install","-s","/bin"]
COPY adduser /sbin/adduser
RUN printf "#!/bin/sh\n" >/sbin/apk && chmod 755 /sbin/apk
CMD ["/bin/sh"]
END

mkdir -p "$work/static/etc/ssl/certs" "$work/static/usr/share" "$work/static/home/nonroot"
cp -r "$TREE/usr/share/zoneinfo" "$work/static/usr/share/"
cp "$TREE/etc/ssl/certs/ca-certificates.crt" "$work/static/etc/ssl/certs/"
printf 'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n' >"$work/static/etc/passwd"
printf 'root:x:0:\nnonroot:x:65532:\n' >"$work/static/etc/group"
build e-distroless "$work" <<'END'
FROM scratch
COPY static /
ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
USER 65532
WORKDIR /home/nonroot
END
# The tags that run as root.
build n-distroless "$work" <<'END'
FROM e-distroless
USER 0
END
