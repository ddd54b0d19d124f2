//! `cargo xtask test`: everything that CI runs, step by step.

use std::path::Path;
use std::time::Duration;

use unhunch_core::diagnostic::render::Format;

use crate::workspace::Failure;
use crate::{clock, dist, generated, tidy, tools, validate, workflows};

/// What runs in a step; false when it found something wrong.
type Run = fn(&Path) -> Result<bool, Failure>;

/// Every step, in order: cheap ones first, so that a slip is told soon.
const STEPS: &[(&str, Run)] = &[
    ("tools", |root| tools::prepare(root).map(|()| true)),
    ("formatting", |root| {
        cargo(root, &["fmt", "--all", "--check"], &[])
    }),
    ("tidy", tidy::run),
    ("generated documents", generated::check),
    ("content", |root| {
        let content = root.join("content");
        validate::run(&content, Format::Text, true, clock::today())
    }),
    ("workflows", workflows::run),
    ("clippy", |root| {
        let lint = [
            "clippy",
            "--workspace",
            "--all-targets",
            "--all-features",
            "--",
            "-D",
            "warnings",
        ];
        cargo(root, &lint, &[])
    }),
    ("tests", |root| {
        cargo(root, &["test", "--workspace", "--all-features"], &[])
    }),
    ("rehearsal of a release", |root| {
        dist::trial::rehearse(root).map(|()| true)
    }),
    ("documentation", |root| {
        let doc = ["doc", "--workspace", "--no-deps"];
        cargo(root, &doc, &[("RUSTDOCFLAGS", "-D warnings")])
    }),
];

fn cargo(root: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Result<bool, Failure> {
    let status = tools::cargo()
        .args(arguments)
        .envs(variables.iter().copied())
        .current_dir(root)
        .status()?;
    Ok(status.success())
}

/// How a step went.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    Passed(Duration),
    Failed(Duration),
    NotRun,
}

/// Runs all steps and tells how each went; true when all passed. After the first failure it goes on
/// only with `keep_going`.
pub(crate) fn run(root: &Path, keep_going: bool) -> bool {
    let mut outcomes = Vec::new();
    let mut failed = false;
    for (name, step) in STEPS {
        if failed && !keep_going {
            outcomes.push((*name, Outcome::NotRun));
            continue;
        }
        println!("\n=== {name}");
        let began = clock::now();
        let passed = step(root).unwrap_or_else(|error| {
            println!("{error}");
            false
        });
        let taken = began.elapsed();
        println!("=== {name}: {} in {}", verdict(passed), seconds(taken));
        failed |= !passed;
        let outcome = if passed {
            Outcome::Passed(taken)
        } else {
            Outcome::Failed(taken)
        };
        outcomes.push((*name, outcome));
    }
    print!("\n{}", summary(&outcomes));
    !failed
}

fn verdict(passed: bool) -> &'static str {
    if passed { "passed" } else { "FAILED" }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// A line for each step, and one for all.
fn summary(outcomes: &[(&str, Outcome)]) -> String {
    let mut out = String::new();
    let mut all = Duration::ZERO;
    let mut failed = Vec::new();
    for (name, outcome) in outcomes {
        let told = match outcome {
            Outcome::Passed(time) => format!("passed  {:>9}", seconds(*time)),
            Outcome::Failed(time) => format!("FAILED  {:>9}", seconds(*time)),
            Outcome::NotRun => "not run".to_owned(),
        };
        if let Outcome::Passed(time) | Outcome::Failed(time) = outcome {
            all += *time;
        }
        if matches!(outcome, Outcome::Failed(_)) {
            failed.push(*name);
        }
        out.push_str(format!("{name:<23} {told}\n").as_str());
    }
    let end = if failed.is_empty() {
        "all passed".to_owned()
    } else {
        format!("FAILED: {}", failed.join(", "))
    };
    out.push_str(&format!("{end}, {} in all\n", seconds(all)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_names_every_step_and_what_failed() {
        let outcomes = [
            ("formatting", Outcome::Passed(Duration::from_millis(1250))),
            ("clippy", Outcome::Failed(Duration::from_secs(30))),
            ("tests", Outcome::NotRun),
        ];
        assert_eq!(
            summary(&outcomes),
            "formatting              passed      1.2 s\n\
             clippy                  FAILED     30.0 s\n\
             tests                   not run\n\
             FAILED: clippy, 31.2 s in all\n"
        );
        let fine = summary(&outcomes[..1]);
        assert!(fine.ends_with("all passed, 1.2 s in all\n"), "{fine}");
    }
}
