# To be sourced: finds a JDK that can build and run Starling. POSIX sh.
#
#   require_jdk   sets `jdk` to its folder and `jdk_feature` to its version (25), or says what to install and exits

java_min=21

say() { printf '%s\n' "$*" >&2; }

# Sets `feature` to the Java version of the JDK in $1 (25 for 25.0.3), or to 0 if it is none. Reads a file rather than
# start a JVM for each candidate. A runtime without a compiler does not count: the store needs the compiler's module.
read_feature() {
  feature=0
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*)
        feature=${line#JAVA_VERSION=}
        feature=${feature#\"}
        feature=${feature%%[!0-9]*}
        ;;
    esac
  done <"$1/release"
  feature=${feature:-0}
}

# Sets `jdk` and `jdk_feature`: JAVA_HOME if it will do, otherwise the newest one found.
find_jdk() {
  jdk= jdk_feature=0
  if [ -n "${JAVA_HOME:-}" ]; then
    read_feature "$JAVA_HOME"
    if [ "$feature" -ge "$java_min" ]; then
      jdk=$JAVA_HOME jdk_feature=$feature
      return
    fi
  fi
  for candidate in \
    "$(java_home_of_path)" /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* /usr/local/openjdk* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    read_feature "$candidate"
    if [ "$feature" -gt "$jdk_feature" ]; then
      jdk=$candidate jdk_feature=$feature
    fi
  done
}

java_home_of_path() {
  javac=$(command -v javac) || return 0
  javac=$(readlink -f "$javac" 2>/dev/null || printf %s "$javac")
  dirname "$(dirname "$javac")"
}

require_jdk() {
  find_jdk
  if [ "$jdk_feature" -lt "$java_min" ]; then
    say "No JDK $java_min or later was found (newest: ${jdk:-none})."
    say "Install one, for example:"
    say "  Debian 13, Ubuntu   apt-get install openjdk-21-jdk-headless"
    say "  Fedora, RHEL        dnf install java-21-openjdk-devel"
    say "  macOS               brew install openjdk"
    say "  anywhere            https://adoptium.net (Temurin), then set JAVA_HOME to its folder"
    say "A runtime (JRE) is not enough: it must contain bin/javac."
    exit 1
  fi
}
