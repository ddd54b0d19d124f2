//! What is offered to outside content repositories, tried on a sample one: the hook for pre-commit, and the steps of
//! the GitHub workflow as far as a machine without a network can.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use super::{ABOUT, edit, small, text, workspace};

fn yaml(path: &str) -> Value {
    let text = std::fs::read_to_string(workspace().join(path)).unwrap();
    serde_saphyr::from_str(&text).unwrap()
}

/// A command in the sample repository that finds the program where a person would have it installed.
fn run(at: &Path, program: &str, args: &[&str], variables: &[(&str, &str)]) -> Output {
    let bin = Path::new(env!("CARGO_BIN_EXE_unhunch")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    Command::new(program)
        .args(args)
        .current_dir(at)
        .env("PATH", path)
        .env("HOME", at)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("UNHUNCH_DATA_DIR", at.join(".journal"))
        .env_remove("CLICOLOR_FORCE")
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

fn git(at: &Path, args: &[&str]) -> Output {
    let who = [
        ("GIT_AUTHOR_NAME", "A"),
        ("GIT_AUTHOR_EMAIL", "a@example.org"),
        ("GIT_COMMITTER_NAME", "A"),
        ("GIT_COMMITTER_EMAIL", "a@example.org"),
    ];
    run(at, "git", args, &who)
}

#[cfg(unix)]
#[test]
fn the_hook_lets_good_content_pass_and_stops_what_has_a_fault() {
    use std::os::unix::fs::PermissionsExt as _;

    let hooks = yaml(".pre-commit-hooks.yaml");
    let hook = &hooks.as_array().unwrap()[0];
    assert_eq!(
        (&hook["id"], &hook["language"]),
        (&"unhunch-content".into(), &"system".into())
    );
    assert_eq!(hook["pass_filenames"], false);

    let dir = small();
    let at = dir.path();
    assert!(git(at, &["init", "-q"]).status.success());
    // As pre-commit runs a hook of the language `system`: the entry, and the arguments of whoever uses it.
    let script = at.join(".git/hooks/pre-commit");
    let entry = hook["entry"].as_str().unwrap();
    std::fs::create_dir_all(script.parent().unwrap()).unwrap();
    std::fs::write(&script, format!("#!/bin/sh\nexec {entry} set\n")).unwrap();
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();

    git(at, &["add", "set"]);
    let good = git(at, &["commit", "-q", "-m", "Begin"]);
    assert!(good.status.success(), "{}", text(&good.stderr));
    edit(
        &at.join("set/techniques/neck-stretch.toml"),
        "name = ",
        "nam = ",
    );
    git(at, &["add", "set"]);
    let bad = git(at, &["commit", "-q", "-m", "Go on"]);
    assert!(!bad.status.success());
    let said = format!("{}{}", text(&bad.stdout), text(&bad.stderr));
    assert!(said.contains("error[unknown-field]"), "{said}");
    let count = git(at, &["rev-list", "--count", "HEAD"]);
    assert_eq!(text(&count.stdout), "1\n");
}

/// The steps of the workflow.
fn steps(workflow: &Value) -> &Vec<Value> {
    workflow["jobs"]["content"]["steps"].as_array().unwrap()
}

#[test]
fn the_workflow_is_well_formed() {
    let workflow = yaml(".github/workflows/content.yml");
    let inputs = workflow["on"]["workflow_call"]["inputs"]
        .as_object()
        .unwrap();
    for (name, input) in inputs {
        assert!(input["description"].is_string(), "{name}");
        let kind = input["type"].as_str().unwrap();
        assert!(["string", "boolean"].contains(&kind), "{name}");
        // An input has to be given, or has something that stands in for it.
        assert_eq!(
            input["required"] == true,
            input["default"].is_null(),
            "{name}"
        );
        assert_eq!(kind == "boolean", input["default"].is_boolean(), "{name}");
    }
    assert_eq!(workflow["permissions"]["contents"], "read");
    let source =
        std::fs::read_to_string(workspace().join(".github/workflows/content.yml")).unwrap();
    let used: BTreeSet<&str> = source
        .split("inputs.")
        .skip(1)
        .map(|rest| {
            rest.split(|c: char| !c.is_alphanumeric() && c != '-')
                .next()
                .unwrap()
        })
        .collect();
    assert_eq!(used, inputs.keys().map(String::as_str).collect());
    for step in steps(&workflow) {
        assert!(step["name"].is_string());
        assert!(
            step["run"].is_string() != step["uses"].is_string(),
            "{step}"
        );
        if let Some(action) = step["uses"].as_str() {
            // A tag can be moved to other code; a commit cannot.
            let commit = action
                .strip_prefix("actions/")
                .and_then(|rest| rest.split_once('@'));
            let pinned =
                |commit: &str| commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
            assert!(commit.is_some_and(|(_, commit)| pinned(commit)), "{action}");
        }
        // Nothing from outside is pasted into a script.
        assert!(
            !step["run"].as_str().unwrap_or_default().contains("${{"),
            "{step}"
        );
    }
}

/// Runs the script of a step as the runner does, with the inputs as its variables.
fn step(at: &Path, name: &str, beside: bool) -> Output {
    let workflow = yaml(".github/workflows/content.yml");
    let step = steps(&workflow)
        .iter()
        .find(|step| step["name"] == name)
        .unwrap();
    let script = step["run"].as_str().unwrap();
    let summary = at.join("summary.md");
    let variables = [
        ("SET", "set"),
        ("STRICT", "--strict"),
        ("BESIDE", if beside { "--with-default" } else { "" }),
        ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap()),
    ];
    run(
        at,
        "bash",
        &["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        &variables,
    )
}

#[cfg(unix)]
#[test]
fn the_steps_of_the_workflow_do_what_they_say() {
    let dir = small();
    let at = dir.path();
    std::fs::write(at.join("set/pack.toml"), ABOUT).unwrap();
    let check = step(at, "Check", false);
    assert!(
        check.status.success(),
        "{}{}",
        text(&check.stdout),
        text(&check.stderr)
    );
    assert!(step(at, "Count", false).status.success());
    assert!(
        std::fs::read_to_string(at.join("summary.md"))
            .unwrap()
            .contains("techniques")
    );
    let pack = step(at, "Pack", false);
    assert!(pack.status.success(), "{}", text(&pack.stderr));
    assert!(at.join(".packed/content.unhunch").is_file());
    edit(
        &at.join("set/techniques/neck-stretch.toml"),
        "name = ",
        "nam = ",
    );
    let check = step(at, "Check", false);
    assert_eq!(check.status.code(), Some(1));
    assert!(
        text(&check.stdout).contains("::error file=set/techniques/neck-stretch.toml,line="),
        "{}",
        text(&check.stdout)
    );
}
