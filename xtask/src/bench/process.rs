//! What a program took: wall clock, processor time and memory at its peak.
//!
//! The system tells of memory only for all children together, so a program is run by a process of its own
//! (`xtask measured`), which has no other child.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::clock;
use crate::workspace::Failure;

/// What a program took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Taken {
    /// From its start to its end.
    pub(super) wall: Duration,
    /// Processor time, its own and the system's for it.
    pub(super) cpu: Duration,
    /// The most memory it had at once, in bytes.
    pub(super) peak_bytes: f64,
}

impl Taken {
    /// The peak in megabytes of a million bytes.
    pub(super) fn peak_mb(&self) -> f64 {
        self.peak_bytes / 1e6
    }
}

/// Runs a program without its output, through the helper, and tells what it took. `seconds` after its
/// start it is interrupted, as by Ctrl-C.
///
/// # Errors
///
/// When it cannot be run, or fails without having been interrupted.
pub(super) fn taken(
    xtask: &Path,
    seconds: Option<u64>,
    program: &Path,
    arguments: &[&str],
    variables: &[(&str, &Path)],
) -> Result<Taken, Failure> {
    let mut helper = Command::new(xtask);
    helper.arg("measured");
    if let Some(seconds) = seconds {
        helper.arg("--seconds").arg(seconds.to_string());
    }
    let out = helper
        .arg("--")
        .arg(program)
        .args(arguments)
        .envs(variables.iter().copied())
        .stderr(Stdio::inherit())
        .output()?;
    let told: Value = serde_json::from_slice(&out.stdout)
        .map_err(|_| format!("{} could not be measured", program.display()))?;
    let number = |key: &str| told.get(key).and_then(Value::as_f64).unwrap_or(f64::NAN);
    let time = |key: &str| Duration::try_from_secs_f64(number(key)).unwrap_or_default();
    if seconds.is_none() && told.get("code").and_then(Value::as_i64) != Some(0) {
        let line = arguments.join(" ");
        return Err(format!("`{} {line}` failed", program.display()).into());
    }
    Ok(Taken {
        wall: time("wall_s"),
        cpu: time("cpu_s"),
        peak_bytes: number("peak_bytes"),
    })
}

/// In the helper: runs a program and writes what it took to standard output, as JSON.
///
/// # Errors
///
/// When it cannot be run.
pub(crate) fn report(command: &[OsString], seconds: Option<u64>) -> Result<(), Failure> {
    let (program, arguments) = command.split_first().ok_or("no program to run")?;
    let began = clock::now();
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    if let Some(seconds) = seconds {
        std::thread::sleep(Duration::from_secs(seconds));
        if child.try_wait()?.is_some() {
            return Err(format!("{} ended by itself", program.display()).into());
        }
        interrupt(&mut child)?;
    }
    let status = child.wait()?;
    let wall_s = began.elapsed().as_secs_f64();
    let (cpu_s, peak_bytes) = of_children()?;
    let told = json!({
        "code": status.code(),
        "wall_s": wall_s,
        "cpu_s": cpu_s,
        "peak_bytes": peak_bytes,
    });
    println!("{told}");
    Ok(())
}

#[cfg(unix)]
fn interrupt(child: &mut std::process::Child) -> Result<(), Failure> {
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;
    let id = i32::try_from(child.id())?;
    kill(Pid::from_raw(id), Signal::SIGINT)?;
    Ok(())
}

#[cfg(not(unix))]
fn interrupt(child: &mut std::process::Child) -> Result<(), Failure> {
    child.kill()?;
    Ok(())
}

/// Seconds of processor time and the peak of memory in bytes, of all children that have ended.
#[cfg(unix)]
fn of_children() -> Result<(f64, f64), Failure> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    // The system counts in KiB, except on Apple's, where it counts in bytes.
    let unit = if cfg!(target_vendor = "apple") {
        1.0
    } else {
        1024.0
    };
    Ok((micros as f64 / 1e6, usage.max_rss() as f64 * unit))
}

#[cfg(not(unix))]
fn of_children() -> Result<(f64, f64), Failure> {
    Err("processor time and memory are measured on Unix only".into())
}
