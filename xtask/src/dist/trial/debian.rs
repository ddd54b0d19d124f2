//! Installs, runs and purges the Debian packages, in a root of their own below the target folder: the machine
//! itself is left as it is.
//!
//! dpkg runs with `--root` and the scripts of the packages without `chroot`, as those who build images do it; so
//! no other package has to lie in that root. What the packages depend on is entered there as installed, in the
//! versions of this machine, so that dpkg judges whether they would do.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::run::{Ended, Server, ended, prints, program};
use crate::dist::deb;
use crate::tools;
use crate::workspace::{Failure, at};

/// Packages of Debian that ours depend on.
const NEEDED: &[&str] = &["libc6", "libgcc-s1", "init-system-helpers"];
const DEFAULTS: &str = "etc/default/unhunch-server";
const STATE: &str = "var/lib/private/unhunch-server";
const WANTED: &str = "etc/systemd/system/multi-user.target.wants/unhunch-server.service";

/// A root with nothing but dpkg's own records.
struct Root {
    folder: PathBuf,
    packages: PathBuf,
    version: String,
}

/// Tries all packages of a folder; says why it could not, where it could not.
///
/// # Errors
///
/// With what does not work.
pub(super) fn installs(
    packages: &Path,
    scratch: &Path,
    version: &str,
) -> Result<Option<&'static str>, Failure> {
    if !there("dpkg", "--version") || !there("dpkg-query", "--version") {
        return Ok(Some("there is no dpkg on this machine"));
    }
    if !tools::is_root() {
        return Ok(Some("only root can install packages"));
    }
    let folder = scratch.join("root");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| at(&folder, &error))?;
    }
    let root = Root {
        folder,
        packages: packages.to_owned(),
        version: version.to_owned(),
    };
    root.prepare()?;
    root.command_line()?;
    root.server()?;
    let left = root.left()?;
    if left.is_empty() {
        Ok(None)
    } else {
        Err(format!(
            "after everything was purged there is still {}",
            left.join(", ")
        )
        .into())
    }
}

impl Root {
    fn prepare(&self) -> Result<(), Failure> {
        let records = self.folder.join("var/lib/dpkg");
        for folder in ["info", "updates", "triggers"] {
            let path = records.join(folder);
            fs::create_dir_all(&path).map_err(|error| at(&path, &error))?;
        }
        let mut status = String::new();
        for name in NEEDED {
            let asked = ["--showformat=${Version} ${Architecture}", "--show", name];
            let told = prints(Command::new("dpkg-query").args(asked))?;
            let (version, architecture) =
                told.split_once(' ').ok_or("dpkg-query says no version")?;
            // Packages of all architectures are recorded in another way than those of one.
            let (many, place) = if architecture == "all" {
                ("foreign", name.to_string())
            } else {
                ("same", format!("{name}:{architecture}"))
            };
            status.push_str(&format!(
                "Package: {name}\nStatus: install ok installed\nMaintainer: nobody <n@example.org>\n\
                 Architecture: {architecture}\nMulti-Arch: {many}\nVersion: {version}\nDescription: {name}\n\n"
            ));
            let list = records.join(format!("info/{place}.list"));
            fs::write(&list, "").map_err(|error| at(&list, &error))?;
        }
        let path = records.join("status");
        fs::write(&path, status).map_err(|error| at(&path, &error))
    }

    /// The command line: the full package, and the lone one instead of it.
    fn command_line(&self) -> Result<(), Failure> {
        self.done(&["--install", &self.package("unhunch")?])?;
        self.runs("unhunch", "unhunch")?;
        self.has("usr/share/doc/unhunch/copyright", true)?;
        // Both have the same program: the one takes the place of the other.
        self.done(&["--install", &self.package("unhunch-cli")?])?;
        self.has("usr/share/doc/unhunch/copyright", false)?;
        self.has("usr/share/doc/unhunch-cli/copyright", true)?;
        self.runs("unhunch-cli", "unhunch")?;
        self.done(&["--purge", "unhunch-cli"])
    }

    /// The server: installed, run, upgraded, removed, purged.
    fn server(&self) -> Result<(), Failure> {
        let package = self.package("unhunch-server")?;
        self.done(&["--install", &package])?;
        self.runs("unhunch-server", "unhunch-server")?;
        // It begins at boots.
        self.has(WANTED, true)?;
        let data = self.folder.join(STATE);
        fs::create_dir_all(&data).map_err(|error| at(&data, &error))?;
        Server::start(&mut program(
            &self.folder.join("usr/bin/unhunch-server"),
            &data,
        ))?
        .is_well()?;
        self.has(&format!("{STATE}/journal.sqlite3"), true)?;
        // What somebody set stays, through an upgrade and a removal.
        let defaults = self.folder.join(DEFAULTS);
        let own = "UNHUNCH_SERVER_ARGS=\"--log warn\"\n";
        fs::write(&defaults, own).map_err(|error| at(&defaults, &error))?;
        self.done(&["--install", &package])?;
        self.done(&["--remove", "unhunch-server"])?;
        self.has("usr/bin/unhunch-server", false)?;
        self.has("usr/lib/systemd/system/unhunch-server.service", false)?;
        if fs::read_to_string(&defaults).map_err(|error| at(&defaults, &error))? != own {
            return Err(format!("{DEFAULTS} was written over").into());
        }
        self.has(STATE, true)?;
        self.done(&["--install", &package])?;
        self.has(WANTED, true)?;
        self.done(&["--purge", "unhunch-server"])?;
        for path in [DEFAULTS, STATE, WANTED] {
            self.has(path, false)?;
        }
        Ok(())
    }

    /// A package, by its name.
    fn package(&self, name: &str) -> Result<String, Failure> {
        let begin = format!("{name}_{}_", deb::version(&self.version));
        for entry in fs::read_dir(&self.packages).map_err(|error| at(&self.packages, &error))? {
            let entry = entry?;
            let file = entry.file_name();
            if file.to_string_lossy().starts_with(&begin) {
                return Ok(entry.path().display().to_string());
            }
        }
        Err(format!("there is no package {begin}*.deb").into())
    }

    fn dpkg(&self, arguments: &[&str]) -> Result<Ended, Failure> {
        ended(
            Command::new("dpkg")
                .arg(format!("--root={}", self.folder.display()))
                .arg("--force-script-chrootless")
                .args(arguments)
                .env("DEBIAN_FRONTEND", "noninteractive")
                .env("LC_ALL", "C.UTF-8"),
        )
    }

    fn done(&self, arguments: &[&str]) -> Result<(), Failure> {
        let told = self.dpkg(arguments)?;
        if told.code == Some(0) && !told.err.contains("error") {
            return Ok(());
        }
        Err(format!("dpkg {}: {}{}", arguments.join(" "), told.out, told.err).into())
    }

    /// The program of an installed package says its version, and no file differs from what was packed.
    fn runs(&self, package: &str, name: &str) -> Result<(), Failure> {
        let tool = self.folder.join("usr/bin").join(name);
        let says = prints(program(&tool, &self.folder.join("data")).arg("--version"))?;
        if !says.trim().ends_with(&self.version) {
            return Err(format!("{package} says \"{says}\" as its version").into());
        }
        let told = self.dpkg(&["--verify", package])?;
        if told.code == Some(0) && told.out.is_empty() {
            Ok(())
        } else {
            Err(format!("dpkg --verify {package}: {}{}", told.out, told.err).into())
        }
    }

    fn has(&self, path: &str, wanted: bool) -> Result<(), Failure> {
        if self.folder.join(path).symlink_metadata().is_ok() == wanted {
            return Ok(());
        }
        let is = if wanted { "missing" } else { "still there" };
        Err(format!("{path} is {is}").into())
    }

    /// Every file of the root that is no record of Debian's own tools.
    fn left(&self) -> Result<Vec<String>, Failure> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).map_err(|error| at(&folder, &error))? {
                let path = entry?.path();
                let shown = path
                    .strip_prefix(&self.folder)
                    .unwrap_or(&path)
                    .display()
                    .to_string();
                if ["var/lib/dpkg", "var/lib/systemd", "var/log/dpkg.log"].contains(&shown.as_str())
                {
                    continue;
                }
                if path.symlink_metadata().is_ok_and(|kind| kind.is_dir()) {
                    folders.push(path);
                } else {
                    found.push(shown);
                }
            }
        }
        found.sort();
        Ok(found)
    }
}

/// What Debian's own checker finds to be an error in the packages; nothing where there is no lintian.
///
/// # Errors
///
/// With what it says.
pub(super) fn lints(packages: &Path) -> Result<bool, Failure> {
    if !there("lintian", "--version") {
        return Ok(false);
    }
    let mut command = Command::new("lintian");
    command.args(["--no-cfg", "--fail-on=error", "--allow-root"]);
    for entry in fs::read_dir(packages).map_err(|error| at(packages, &error))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "deb") {
            command.arg(path);
        }
    }
    let told = ended(&mut command)?;
    if told.code == Some(0) {
        Ok(true)
    } else {
        Err(format!("lintian says\n{}{}", told.out, told.err).into())
    }
}

fn there(name: &str, argument: &str) -> bool {
    ended(Command::new(name).arg(argument)).is_ok_and(|told| told.code == Some(0))
}
