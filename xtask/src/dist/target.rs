//! What a release is for: the target, and what it is called where packages are made.

use std::process::Command;

use crate::workspace::Failure;

/// A target of the compiler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// Its name, such as `x86_64-unknown-linux-gnu`.
    pub(crate) triple: String,
}

impl Target {
    /// The machine that this runs on.
    ///
    /// # Errors
    ///
    /// When the compiler does not say.
    pub(crate) fn host() -> Result<Self, Failure> {
        let told = rustc(&["--version", "--verbose"])?;
        let triple = told.lines().find_map(|line| line.strip_prefix("host: "));
        let triple = triple
            .ok_or("rustc does not say what it compiles for")?
            .to_owned();
        Ok(Self { triple })
    }

    /// How the names of programs end.
    pub(crate) fn program(&self, name: &str) -> String {
        if self.triple.contains("windows") {
            format!("{name}.exe")
        } else {
            name.to_owned()
        }
    }

    /// The architecture of its Debian packages, for targets that Debian has.
    pub(crate) fn debian(&self) -> Option<&'static str> {
        match self.triple.as_str() {
            "x86_64-unknown-linux-gnu" => Some("amd64"),
            "aarch64-unknown-linux-gnu" => Some("arm64"),
            "riscv64gc-unknown-linux-gnu" => Some("riscv64"),
            _ => None,
        }
    }
}

/// What the compiler says.
///
/// # Errors
///
/// When it cannot be run.
pub(crate) fn rustc(arguments: &[&str]) -> Result<String, Failure> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let out = Command::new(rustc).args(arguments).output()?;
    if !out.status.success() {
        return Err(format!("rustc {} fails", arguments.join(" ")).into());
    }
    Ok(String::from_utf8(out.stdout)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ_by_target() {
        let of = |triple: &str| Target {
            triple: triple.to_owned(),
        };
        let windows = of("x86_64-pc-windows-msvc");
        assert_eq!(windows.program("unhunch"), "unhunch.exe");
        assert_eq!(windows.debian(), None);
        // A program without the C library of Debian is no package of Debian.
        assert_eq!(of("x86_64-unknown-linux-musl").debian(), None);
        assert_eq!(of("aarch64-unknown-linux-gnu").debian(), Some("arm64"));
        assert!(Target::host().unwrap().triple.contains('-'));
    }
}
