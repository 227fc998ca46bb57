#!/bin/sh
# What tests need beyond Python: a browser, a PostgreSQL server and a mail server. Installs them where that is
# possible (root on Debian); otherwise says what will be skipped.
set -eu

has_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
has_mail() { command -v postfix || ls /usr/sbin/postfix; }
has_server() { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; }

wanted=""
has_browser >/dev/null 2>&1 || wanted="$wanted chromium"
has_server >/dev/null 2>&1 || wanted="$wanted postgresql"
has_mail >/dev/null 2>&1 || wanted="$wanted postfix"
[ -n "$wanted" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing$wanted"
    apt-get update -qq
    # shellcheck disable=SC2086 - a list of packages
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null
else
    echo "Not installed, so their tests are skipped:$wanted"
fi
