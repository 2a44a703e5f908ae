# Sourced by package: a deb and an rpm of the program. Every file they bring is a file of the package,
# so that the system knows what to remove; nothing is done by scripts at installation.
# shellcheck shell=bash

package_maintainer='Keyporter <packages@keyporter.invalid>'
package_summary="Desktop console and local proxy for OpenAI's API"

# lay_out ROOT: the installed files as they will lie on the system.
lay_out() {
  local root=$1 size
  mkdir -p "$root/usr/lib" "$root/usr/bin" "$root/usr/share/applications" \
    "$root/usr/share/doc/keyporter"
  # Moved, not copied: the start cache knows its jars by their times.
  mv "$image" "$root/usr/lib/keyporter"
  install -m 755 "$here/linux/keyporter" "$root/usr/bin/keyporter"
  install -m 644 "$here/short-command.sh" "$here/limits.sh" "$root/usr/lib/keyporter/lib"
  install -m 644 "$here/linux/keyporter.desktop" "$root/usr/share/applications"
  install -m 644 "$checkout/LICENSE" "$root/usr/share/doc/keyporter/copyright"
  install -D -m 644 "$checkout/packaging/service/keyporter.service" \
    "$root/usr/lib/systemd/system/keyporter.service"
  install -D -m 644 "$checkout/packaging/service/keyporter-user.service" \
    "$root/usr/lib/systemd/user/keyporter.service"
  for size in 16 32 64 128 256 512; do
    install -D -m 644 "$target/$type/icons/keyporter-$size.png" \
      "$root/usr/share/icons/hicolor/${size}x$size/apps/keyporter.png"
  done
  chmod -R u+rwX,go+rX,go-w "$root"
}

# make_deb FOLDER: leaves its path in $made.
make_deb() {
  local root=$1/root architecture
  architecture=$(dpkg --print-architecture)
  lay_out "$root"
  mkdir "$root/DEBIAN"
  install -m 755 "$here/linux/postrm" "$root/DEBIAN/postrm"
  cat >"$root/DEBIAN/control" <<EOF
Package: keyporter
Version: $version
Section: devel
Priority: optional
Architecture: $architecture
Maintainer: $package_maintainer
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: libc6, libgtk-3-0t64 | libgtk-3-0, libgl1, libxtst6, libxxf86vm1, libfreetype6
Description: $package_summary
 Hands out tokens instead of provider keys and records each request made with
 one: who, what, how long, what it cost. The command is keyporter; without an
 argument it opens the console, and "keyporter serve" runs the proxy alone.
EOF
  made=$1/keyporter_${version}_$architecture.deb
  say "Packing the deb…"
  dpkg-deb --root-owner-group -Zxz --build "$root" "$made" >&2
  rm -rf "$root"
}

# make_rpm FOLDER: leaves its path in $made.
make_rpm() {
  local root=$1/root
  lay_out "$root"
  cat >"$1/keyporter.spec" <<EOF
%define _build_id_links none
%define __os_install_post %{nil}
%define _binary_payload w6.xzdio
%define clamp_mtime_to_source_date_epoch 0
%define _buildhost localhost
Name: keyporter
Version: ${version%%-*}
Release: 1
Summary: $package_summary
License: Apache-2.0
Vendor: Keyporter
AutoReqProv: no
Requires: libgtk-3.so.0()(64bit), libGL.so.1()(64bit), libXtst.so.6()(64bit)
Requires: libXxf86vm.so.1()(64bit), libfreetype.so.6()(64bit)

%description
Hands out tokens instead of provider keys and records each request made with
one: who, what, how long, what it cost. The command is keyporter; without an
argument it opens the console, and "keyporter serve" runs the proxy alone.

%install
mkdir -p %{buildroot}
cp -a $root/usr %{buildroot}/

%files
%defattr(-,root,root,-)
/usr/lib/keyporter
/usr/bin/keyporter
/usr/share/applications/keyporter.desktop
/usr/share/icons/hicolor/*/apps/keyporter.png
/usr/share/doc/keyporter
/usr/lib/systemd/system/keyporter.service
/usr/lib/systemd/user/keyporter.service

%postun
if [ "\$1" = 0 ]; then
$(sed -n 's/^    echo/  echo/p' "$here/linux/postrm")
fi
EOF
  say "Packing the rpm…"
  rpmbuild -bb --define "_topdir $1/rpmbuild" --define "_rpmdir $1" --quiet "$1/keyporter.spec" >&2
  made=$(ls "$1"/*/keyporter-*.rpm)
  rm -rf "$root" "$1/rpmbuild"
}
