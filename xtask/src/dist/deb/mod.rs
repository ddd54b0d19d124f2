//! Debian packages, made without Debian's tools, so that they are the same wherever they are made.
//!
//! A package is three members in an `ar` archive: the version of the form, what Debian should know, and the files.

mod ar;
mod control;

use std::io::{self, Write as _};

use flate2::Compression;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::archive::{gzip, tar};
use super::elf;
use super::flavour::Flavour;
use super::tree::Tree;
use crate::workspace::Failure;
use control::Control;

/// The unit of the server, and the folder for it.
const UNIT: &str = include_str!("../../../../packaging/unhunch-server.service");
/// Its arguments, which whoever runs it may change.
const DEFAULTS: &str = include_str!("../../../../packaging/unhunch-server.default");
const POSTINST: &str = include_str!("../../../../packaging/unhunch-server.postinst");
const PRERM: &str = include_str!("../../../../packaging/unhunch-server.prerm");
const POSTRM: &str = include_str!("../../../../packaging/unhunch-server.postrm");
const COPYRIGHT: &str = include_str!("../../../../packaging/copyright");

/// What a package is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts<'a> {
    /// Which flavour.
    pub(crate) flavour: Flavour,
    /// The version of the program.
    pub(crate) version: &'a str,
    /// The architecture, as Debian calls it.
    pub(crate) architecture: &'a str,
    /// Who answers for the package: a name and an address.
    pub(crate) maintainer: &'a str,
    /// The files of the archive of the same flavour.
    pub(crate) archive: &'a Tree,
    /// When it was committed, as seconds since 1970.
    pub(crate) time: u64,
    /// How hard to compress.
    pub(crate) level: Compression,
}

/// The unit of the server, as it is packed.
pub(crate) fn unit() -> &'static str {
    UNIT
}

/// The version as Debian counts it: the program's, and the first package of it.
pub(crate) fn version(program: &str) -> String {
    // What comes before a release sorts before it.
    format!("{}-1", program.replacen('-', "~", 1))
}

/// Makes a package; its name and its bytes.
///
/// # Errors
///
/// When the program is none that Debian could run.
pub(crate) fn package(parts: Parts<'_>) -> Result<(String, Vec<u8>), Failure> {
    let name = parts.flavour.name();
    let files = files(parts)?;
    let program = parts
        .archive
        .files()
        .find(|(path, _)| *path == parts.flavour.program())
        .map(|(_, leaf)| &leaf.bytes)
        .ok_or("the archive has no program")?;
    let depends = elf::depends(&elf::needs(program)?)?;
    let control = Control {
        flavour: parts.flavour,
        version: &version(parts.version),
        architecture: parts.architecture,
        maintainer: parts.maintainer,
        depends: &depends,
        files: &files,
    };
    let mut about = Tree::default();
    about.text("control", control.text());
    about.text("md5sums", control.sums());
    if parts.flavour == Flavour::Server {
        about.text("conffiles", "/etc/default/unhunch-server\n");
        about.program("postinst", POSTINST);
        about.program("prerm", PRERM);
        about.program("postrm", POSTRM);
    }
    let pack =
        |tree: &Tree| -> io::Result<Vec<u8>> { gzip(&tar(tree, "./", parts.time)?, parts.level) };
    let (about, files) = (pack(&about)?, pack(&files)?);
    let members: [(&str, &[u8]); 3] = [
        ("debian-binary", b"2.0\n"),
        ("control.tar.gz", &about),
        ("data.tar.gz", &files),
    ];
    let file = format!(
        "{name}_{}_{}.deb",
        version(parts.version),
        parts.architecture
    );
    Ok((file, ar::ar(&members, parts.time)))
}

/// The files of a package: those of the archive, where Debian has them.
fn files(parts: Parts<'_>) -> Result<Tree, Failure> {
    let Parts {
        flavour, archive, ..
    } = parts;
    let docs = format!("usr/share/doc/{}", flavour.name());
    let mut files = Tree::default();
    let best = |bytes: &[u8]| gzip(bytes, Compression::best());
    for (path, leaf) in archive.files() {
        let bytes = &leaf.bytes;
        let file = path.rsplit('/').next().unwrap_or(path);
        if leaf.runs {
            files.program(&format!("usr/bin/{file}"), bytes.clone());
        } else if path.starts_with("man/man1/") {
            files.text(&format!("usr/share/man/man1/{file}.gz"), best(bytes)?);
        } else if let Some(shells) = path.strip_prefix("completions/") {
            let place = match shells.split('/').next() {
                Some("bash") => "bash-completion/completions",
                Some("zsh") => "zsh/vendor-completions",
                Some("fish") => "fish/vendor_completions.d",
                // No package of Debian looks for those of other shells.
                _ => continue,
            };
            files.text(&format!("usr/share/{place}/{file}"), bytes.clone());
        } else {
            match file {
                "CHANGELOG.md" => files.text(&format!("{docs}/changelog.gz"), best(bytes)?),
                "README.md" => files.text(&format!("{docs}/{file}"), bytes.clone()),
                "THIRD-PARTY-NOTICES.md" => {
                    files.text(&format!("{docs}/third-party-notices.md.gz"), best(bytes)?);
                }
                "COPYRIGHT-rust-standard-library.html" => {
                    files.text(&format!("{docs}/{file}.gz"), best(bytes)?);
                }
                // The licenses of the program itself stand in one file, in Debian's form.
                _ => {}
            }
        }
    }
    files.text(&format!("{docs}/copyright"), copyright(archive)?);
    files.text(
        &format!("{docs}/changelog.Debian.gz"),
        best(changelog(parts)?.as_bytes())?,
    );
    if flavour == Flavour::Server {
        files.text("usr/lib/systemd/system/unhunch-server.service", UNIT);
        files.text("etc/default/unhunch-server", DEFAULTS);
    }
    Ok(files)
}

/// The copyright in Debian's form, with the texts of the archive's own files.
fn copyright(archive: &Tree) -> Result<String, Failure> {
    let mut text = COPYRIGHT.to_owned();
    for (mark, path) in [("@MIT@", "LICENSE-MIT"), ("@CC-BY-4.0@", "LICENSE-CONTENT")] {
        let file = archive.files().find(|(name, _)| *name == path);
        let (_, leaf) = file.ok_or_else(|| format!("the archive has no {path}"))?;
        let lines = std::str::from_utf8(&leaf.bytes)?
            .trim_end()
            .lines()
            .map(|line| {
                // A line with nothing in it is written as a dot.
                match line.trim() {
                    "" => " .".to_owned(),
                    _ => format!(" {}", line.trim_end()),
                }
            });
        text = text.replace(mark, &lines.collect::<Vec<_>>().join("\n"));
    }
    Ok(text)
}

/// The packages's own changes: one entry, which leads to the program's.
fn changelog(parts: Parts<'_>) -> Result<String, Failure> {
    let time = Timestamp::from_second(i64::try_from(parts.time)?)?.to_zoned(TimeZone::UTC);
    let mut out = Vec::new();
    write!(
        out,
        "{} ({}) stable; urgency=medium\n\n  * The package of version {}; what changed is in changelog.gz.\n\n \
         -- {}  {}\n",
        parts.flavour.name(),
        version(parts.version),
        parts.version,
        parts.maintainer,
        time.strftime("%a, %d %b %Y %H:%M:%S +0000")
    )?;
    Ok(String::from_utf8(out)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_before_a_release_sorts_before_it() {
        assert_eq!(version("1.2.0"), "1.2.0-1");
        assert_eq!(version("1.2.0-rc.1"), "1.2.0~rc.1-1");
    }

    #[test]
    fn a_copyright_has_the_texts_in_debians_form() {
        let mut archive = Tree::default();
        archive.text("LICENSE-MIT", "One.\n\nTwo.\n");
        assert!(copyright(&archive).is_err());
        archive.text("LICENSE-CONTENT", "Three.\n");
        let text = copyright(&archive).unwrap();
        assert!(
            text.contains("\nLicense: MIT\n One.\n .\n Two.\n\n"),
            "{text}"
        );
        assert!(text.contains("\nLicense: CC-BY-4.0\n Three.\n\n"), "{text}");
        assert!(!text.contains('@'), "{text}");
    }
}
