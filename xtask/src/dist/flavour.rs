//! The three flavours of a release: the same program, with as much of it as the place wants.

use clap::ValueEnum;
use clap::builder::PossibleValue;

/// A flavour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// Command line, terminal UI and server in one program.
    Full,
    /// The command line alone.
    Cli,
    /// The server alone.
    Server,
}

impl Flavour {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Full, Self::Cli, Self::Server];

    /// The name of its archive and its Debian package.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Full => "unhunch",
            Self::Cli => "unhunch-cli",
            Self::Server => "unhunch-server",
        }
    }

    /// The program that it holds.
    pub(crate) fn program(self) -> &'static str {
        match self {
            Self::Full | Self::Cli => "unhunch",
            Self::Server => "unhunch-server",
        }
    }

    /// What tells cargo to build (or to list) it and nothing else.
    pub(crate) fn selection(self) -> &'static [&'static str] {
        match self {
            Self::Full => &["--package", "unhunch"],
            Self::Cli => &["--package", "unhunch", "--no-default-features"],
            Self::Server => &["--package", "unhunch-server"],
        }
    }

    /// The profile of cargo that it is built with.
    pub(crate) fn profile(self) -> &'static str {
        match self {
            Self::Full | Self::Server => "release",
            Self::Cli => "release-cli",
        }
    }

    /// What it is, in one line.
    pub(crate) fn summary(self) -> &'static str {
        match self {
            Self::Full => "routines that loosen an upper back: command line, terminal, browser",
            Self::Cli => "routines that loosen an upper back, on the command line",
            Self::Server => "routines that loosen an upper back, in a browser on this computer",
        }
    }

    /// The most bytes that its stripped program may have, if that is promised.
    pub(crate) fn most_bytes(self) -> Option<u64> {
        match self {
            Self::Full => Some(14_000_000),
            Self::Cli => Some(6_000_000),
            Self::Server => None,
        }
    }

    /// Says what is wrong with a program of this size, if anything.
    pub(crate) fn too_big(self, bytes: u64) -> Option<String> {
        let most = self.most_bytes().filter(|most| bytes >= *most)?;
        Some(format!(
            "{}: the program has {bytes} bytes, and under {most} are promised; find what made it grow",
            self.name()
        ))
    }
}

impl ValueEnum for Flavour {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_promise_of_size_is_told() {
        assert_eq!(Flavour::Cli.too_big(5_999_999), None);
        let says = Flavour::Cli.too_big(6_000_000).unwrap();
        assert!(
            says.starts_with("unhunch-cli: the program has 6000000 bytes"),
            "{says}"
        );
        assert_eq!(Flavour::Server.too_big(u64::MAX), None);
    }
}
