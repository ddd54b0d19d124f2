//! How soon the program answers: `unhunch list` against a program that does nothing but read its arguments.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use toml::{Table, Value};

use super::Setting;
use super::figures::{Figure, median};
use super::process::taken;
use crate::workspace::Failure;
use crate::{clock, tools};

/// Runs of each program, one after the other in turn.
const RUNS: usize = 40;
/// Cold start against the program that does nothing.
const MOST_TIMES: f64 = 2.0;
/// Peak memory, in MB.
const MOST_MB: f64 = 12.0;

/// The program to compare with.
const HELLO: &str = "\
//! Says hello: what any program with arguments takes.

use clap::Parser;

/// Say hello
#[derive(Parser)]
struct Args {
    /// To whom
    #[arg(default_value = \"world\")]
    name: String,
}

fn main() {
    println!(\"Hello, {}!\", Args::parse().name);
}
";

/// Measures the cold start.
pub(super) fn measure(setting: &Setting) -> Result<Vec<Figure>, Failure> {
    setting.build_unhunch()?;
    let hello = build_hello(setting)?;
    let data = setting.scratch.join("start-data");
    let mut times: [Vec<Duration>; 2] = [Vec::new(), Vec::new()];
    let programs: [(&Path, &[&str]); 2] = [(&hello, &[]), (&setting.unhunch, &["list"])];
    // The first runs read the programs from the disk, and do not count.
    for round in 0..=RUNS {
        for ((program, arguments), times) in programs.iter().zip(&mut times) {
            let time = run(program, arguments, &data)?;
            if round > 0 {
                times.push(time);
            }
        }
    }
    let [mut bare, mut list] = times;
    let (bare, list) = (median(&mut bare), median(&mut list));
    let variables: [(&str, &Path); 1] = [("UNHUNCH_DATA_DIR", &data)];
    let memory = taken(
        &setting.xtask,
        None,
        &setting.unhunch,
        &["list"],
        &variables,
    )?;
    Ok(vec![
        Figure::told("hello world with clap, cold start", bare, "ms"),
        Figure::told("unhunch list, cold start", list, "ms"),
        Figure::new(
            "  as a multiple of hello world",
            list / bare,
            MOST_TIMES,
            "x",
        ),
        Figure::new("unhunch list, peak memory", memory.peak_mb(), MOST_MB, "MB"),
    ])
}

fn run(program: &Path, arguments: &[&str], data: &Path) -> Result<Duration, Failure> {
    let began = clock::now();
    let status = Command::new(program)
        .args(arguments)
        .env("UNHUNCH_DATA_DIR", data)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()?;
    let time = began.elapsed();
    if status.success() {
        Ok(time)
    } else {
        Err(format!("{} failed", program.display()).into())
    }
}

/// Builds the program to compare with: the same clap, the same profile, in a package of its own.
fn build_hello(setting: &Setting) -> Result<PathBuf, Failure> {
    let workspace: Table = fs::read_to_string(setting.root.join("Cargo.toml"))?.parse()?;
    let look = |keys: &[&str]| -> Result<&Value, Failure> {
        let mut found = workspace.get(keys[0]);
        for key in &keys[1..] {
            found = found.and_then(|table| table.get(key));
        }
        found.ok_or_else(|| format!("the workspace has no {}", keys.join(".")).into())
    };
    let clap = look(&["workspace", "dependencies", "clap"])?;
    let release = look(&["profile", "release"])?;
    let folder = setting.scratch.join("hello");
    fs::create_dir_all(folder.join("src"))?;
    let manifest = format!(
        "[workspace]\n\n[package]\nname = \"hello\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nclap = {clap}\n\n[profile]\nrelease = {release}\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/main.rs"), HELLO)?;
    // The same versions of everything below clap.
    fs::copy(setting.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let target = folder.join("target");
    let built = tools::cargo()
        .args(["build", "--quiet", "--release", "--target-dir"])
        .arg(&target)
        .current_dir(&folder)
        .status()?;
    if !built.success() {
        return Err("the program to compare with does not build".into());
    }
    Ok(target.join(format!("release/hello{}", std::env::consts::EXE_SUFFIX)))
}
