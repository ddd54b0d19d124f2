//! What a Debian package says of itself.

use std::fmt::Write as _;

use md5::{Digest as _, Md5};

use super::super::flavour::Flavour;
use super::super::tree::Tree;

/// What goes into the file `control`.
pub(super) struct Control<'a> {
    pub(super) flavour: Flavour,
    pub(super) version: &'a str,
    pub(super) architecture: &'a str,
    pub(super) maintainer: &'a str,
    pub(super) depends: &'a str,
    pub(super) files: &'a Tree,
}

impl Control<'_> {
    /// The file `control`.
    pub(super) fn text(&self) -> String {
        let bytes: usize = self
            .files
            .files()
            .map(|(_, leaf)| leaf.bytes.len().div_ceil(1024))
            .sum();
        // A folder counts as one, as with the tools of Debian.
        let installed = bytes + self.files.folders().len();
        let mut out = format!(
            "Package: {}\nVersion: {}\nArchitecture: {}\nMaintainer: {}\nInstalled-Size: {installed}\n",
            self.flavour.name(),
            self.version,
            self.architecture,
            self.maintainer
        );
        let mut field = |name: &str, value: &str| {
            let _ = writeln!(out, "{name}: {value}");
        };
        match self.flavour {
            Flavour::Full => {
                field("Depends", self.depends);
                field("Conflicts", "unhunch-cli");
                field("Replaces", "unhunch-cli");
            }
            Flavour::Cli => {
                field("Depends", self.depends);
                field("Conflicts", "unhunch");
                field("Replaces", "unhunch");
            }
            Flavour::Server => {
                let helpers = "init-system-helpers (>= 1.54~)";
                field("Depends", &format!("{helpers}, {}", self.depends));
            }
        }
        field(
            "Section",
            if self.flavour == Flavour::Server {
                "web"
            } else {
                "utils"
            },
        );
        field("Priority", "optional");
        field("Description", self.flavour.summary());
        for line in self.description() {
            let _ = writeln!(out, " {}", if line.is_empty() { "." } else { line });
        }
        out
    }

    /// What the package is for, in lines.
    fn description(&self) -> Vec<&'static str> {
        let mut lines = vec![
            "For an upper back that desk work has tightened: a check that it is safe to",
            "begin, the best routine for the minutes, the place and what is at hand,",
            "timed cues, a diary, and what helped. No account, no network: the diary",
            "stays on this machine.",
            "",
        ];
        lines.extend(match self.flavour {
            Flavour::Full => [
                "This is the whole program: the command line, the terminal UI (unhunch tui)",
                "and the web pages for this computer (unhunch serve).",
            ],
            Flavour::Cli => [
                "This is the command line alone. The package unhunch has the terminal UI and",
                "the web pages too.",
            ],
            Flavour::Server => [
                "This is the server alone, as a service that answers on 127.0.0.1:7171 to the",
                "people at this computer. It knows one person and no passwords.",
            ],
        });
        lines
    }

    /// The file `md5sums`, by which `dpkg --verify` finds files that were changed.
    pub(super) fn sums(&self) -> String {
        let mut out = String::new();
        // Files that people may change are not held to it.
        for (path, leaf) in self
            .files
            .files()
            .filter(|(path, _)| !path.starts_with("etc/"))
        {
            for byte in Md5::digest(&leaf.bytes) {
                let _ = write!(out, "{byte:02x}");
            }
            let _ = writeln!(out, "  {path}");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_says_what_debian_asks() {
        let mut files = Tree::default();
        files.program("usr/bin/unhunch-server", vec![0; 1025]);
        files.text("etc/default/unhunch-server", "x");
        let control = Control {
            flavour: Flavour::Server,
            version: "1.0.0-1",
            architecture: "amd64",
            maintainer: "A <a@example.org>",
            depends: "libc6 (>= 2.34)",
            files: &files,
        };
        let text = control.text();
        for line in [
            "Package: unhunch-server",
            // Two for the program, one for the file, four folders.
            "Installed-Size: 7",
            "Depends: init-system-helpers (>= 1.54~), libc6 (>= 2.34)",
            "Section: web",
        ] {
            assert!(
                text.lines().any(|one| one == line),
                "{line} is missing:\n{text}"
            );
        }
        assert!(text.ends_with("no passwords.\n"), "{text}");
        // The sum of 1025 zeros, from another program.
        assert_eq!(
            control.sums(),
            "0ad4cf7b35f62b8ff9c73f481594fbdd  usr/bin/unhunch-server\n"
        );
    }
}
