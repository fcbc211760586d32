#!/usr/bin/env bash
# zoneminder_chroot.sh ROOT PORT: ZoneMinder from Debian 12's own package in the folder ROOT, its API at 127.0.0.1:PORT/zm,
# with a few monitors and groups, until the standard input ends. Prints "ready" when the API answers. Needs root, debootstrap, Debian's
# mirror and about 1.5 GB; a ROOT that was made before is used again with a fresh database.
set -euo pipefail

if [[ ${1:-} == --inside ]]; then  # in the chroot, in its own namespaces: whatever is started here ends with it
  port=$2
  mount -t proc proc /proc
  export DEBIAN_FRONTEND=noninteractive
  if [[ ! -f /srv/installed ]]; then
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d && chmod 755 /usr/sbin/policy-rc.d  # no service starts by itself
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends \
      zoneminder mariadb-server php-cli php-mysql php-gd php-apcu php-intl curl >/srv/install.log 2>&1
    touch /srv/installed
  fi
  dpkg-query -W -f '${Package} ${Version}\n' zoneminder mariadb-server php-cli >&2

  rm -rf /var/lib/mysql/* /run/mysqld
  install -d -o mysql -g mysql /run/mysqld
  mariadb-install-db --user=mysql >/srv/database.log 2>&1
  mariadbd --user=mysql --skip-networking >>/srv/database.log 2>&1 &
  for _ in {1..300}; do mariadb -e 'SELECT 1' >/dev/null 2>&1 && break; sleep 0.1; done
  mariadb </usr/share/zoneminder/db/zm_create.sql
  mariadb -e "CREATE USER 'zmuser'@'localhost' IDENTIFIED BY 'zmpass'; GRANT ALL ON zm.* TO 'zmuser'@'localhost'"
  mariadb zm </srv/zoneminder_monitors.sql
  chgrp -R www-data /etc/zm  # else "configuration file found but is not readable"
  install -d -o www-data -g www-data /run/zm /var/log/zm /var/cache/zoneminder
  setpriv --reuid=www-data --regid=www-data --init-groups \
    php -d display_errors=stderr -S "127.0.0.1:$port" -t /usr/share/zoneminder/www /srv/zoneminder_router.php >/srv/php.log 2>&1 &
  signed_in() { curl -fsS -o /dev/null -d 'user=admin&pass=admin' "http://127.0.0.1:$port/zm/api/host/login.json"; }
  for _ in {1..300}; do signed_in 2>/dev/null && break; sleep 0.1; done
  signed_in || { tail -n 20 /srv/php.log >&2; exit 1; }
  echo ready
  cat >/dev/null
  exit 0
fi

root=$1 port=$2 here=$(dirname "$(readlink -f "$0")")
[[ -f $root/etc/debian_version ]] || debootstrap --variant=minbase bookworm "$root" >&2
for n in null:3 zero:5 full:7 random:8 urandom:9; do
  [[ -c $root/dev/${n%:*} ]] || mknod -m 666 "$root/dev/${n%:*}" c 1 "${n#*:}"
done
chmod 755 "$root"  # its own users must get in
mkdir -p "$root/proc"
cp /etc/resolv.conf "$root/etc/resolv.conf"
install -m 644 "$here"/zoneminder_{chroot.sh,monitors.sql,router.php} "$root/srv/"
exec unshare --mount --pid --fork --kill-child chroot "$root" /usr/bin/env -i HOME=/root LANG=C.UTF-8 \
  PATH=/usr/sbin:/usr/bin:/sbin:/bin bash /srv/zoneminder_chroot.sh --inside "$port"
