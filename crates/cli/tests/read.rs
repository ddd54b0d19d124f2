//! The commands that read: list, show, guide, plan, content, completions, man.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Output};

use jiff::Zoned;
use serde_json::Value;
use unhunch_core::content::{Id, Level};
use unhunch_core::journal::{Body, Entry, Form, Journal as _, SafetyCheck, new_id};
use unhunch_core::safety::questions_version;
use unhunch_core::wording;
use unhunch_store::{SqliteJournal, journal_file};

/// Runs the program with a journal folder.
fn unhunch(data: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_unhunch"))
        .args(args)
        .arg("--data")
        .arg(data)
        .env_remove("UNHUNCH_DATA_DIR")
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// What the program prints when all goes well; nothing may be on standard error.
fn prints(args: &[&str]) -> String {
    let data = tempfile::tempdir().unwrap();
    let output = unhunch(data.path(), args);
    assert_eq!(text(&output.stderr), "", "{args:?}");
    assert!(output.status.success(), "{args:?}");
    // Reading makes no journal.
    assert_eq!(data.path().read_dir().unwrap().count(), 0, "{args:?}");
    text(&output.stdout).to_owned()
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&prints(args)).unwrap()
}

fn strings(value: &Value) -> Vec<&str> {
    let list = value.as_array().unwrap();
    list.iter().map(|one| one.as_str().unwrap()).collect()
}

fn ids<'v>(value: &'v Value, list: &str) -> Vec<&'v str> {
    let list = value[list].as_array().unwrap();
    list.iter().map(|one| one["id"].as_str().unwrap()).collect()
}

#[test]
fn list_as_json_begins_with_the_agreed_keys() {
    let list = json(&["list", "--json"]);
    assert_eq!(list["schema"], "unhunch.techniques/1");
    let techniques = list["techniques"].as_array().unwrap();
    assert_eq!(
        techniques.len(),
        unhunch_bundle::library().techniques().len()
    );
    let row = techniques.iter().find(|one| one["id"] == "foam-roll-lats");
    let row = row.unwrap();
    assert_eq!(row["name"], "Side rolling (lats)");
    assert_eq!(row["family"], "massage");
    assert_eq!(row["sides"], "each");
    assert_eq!(strings(&row["positions"]), ["side-lying"]);
    assert_eq!(strings(&row["equipment"]), ["foam-roller"]);
    assert_eq!(strings(&row["sources"]), ["S3"]);
    let head = prints(&["list", "--json"]);
    let keys = [
        "id",
        "name",
        "aliases",
        "family",
        "positions",
        "equipment",
        "sides",
        "sources",
    ];
    let at: Vec<usize> = keys
        .iter()
        .map(|key| head.find(&format!("\"{key}\":")).unwrap())
        .collect();
    assert!(at.is_sorted(), "{at:?}");
}

#[test]
fn words_and_filters_find_what_people_look_for() {
    let found = |args: &[&str]| -> Vec<String> {
        let mut all = vec!["list", "--json"];
        all.extend(args);
        let found = json(&all);
        let found = ids(&found, "techniques");
        found.into_iter().map(str::to_owned).collect()
    };
    assert_eq!(found(&["CAT", "cam"]), ["cat-cow"]);
    assert_eq!(found(&["cat-cow"]), ["cat-cow"]);
    assert!(found(&["rhomb"]).contains(&"thread-the-needle".to_owned()));
    assert_eq!(found(&["cat", "roller"]), [""; 0]);
    assert_eq!(
        found(&["--equipment", "roller"]),
        found(&["--equipment", "foam-roller"])
    );
    for id in found(&["--equipment", "none", "--position", "seated"]) {
        assert!(!id.contains("ball"), "{id}");
    }
    let floor = found(&["--position", "floor"]);
    assert!(floor.contains(&"cobra".to_owned()) && !floor.contains(&"row".to_owned()));
    assert_eq!(found(&["--source", "s2"]), found(&["--source", "S2"]));
    let strength = found(&["--goal", "strength", "--family", "strength"]);
    assert!(strength.contains(&"row".to_owned()));
    assert!(!found(&["--cause", "stress", "--area", "neck"]).is_empty());
    assert!(!found(&["--muscle", "levator-scapulae"]).is_empty());

    let routines = json(&["list", "--routines", "desk", "--json"]);
    assert_eq!(routines["schema"], "unhunch.routines/1");
    assert!(ids(&routines, "routines").contains(&"desk-reset"));
}

#[test]
fn a_narrow_list_is_a_table_with_headings() {
    assert_eq!(
        prints(&["list", "cobra"]),
        "\
id     name   where  needs
cobra  Cobra  floor

1 technique. `unhunch show ID` tells all about one.
"
    );
    assert_eq!(
        prints(&["list", "cobro"]),
        "No technique is found so.\nDid you mean `cobra`, not `cobro`?\n"
    );
}

#[test]
fn every_line_of_every_page_fits_and_holds_no_forbidden_word() {
    let library = unhunch_bundle::library();
    let mut pages: Vec<Vec<&str>> = vec![
        vec!["list"],
        vec!["list", "--routines"],
        vec!["guide"],
        vec!["content", "explain"],
        vec!["plan", "--assume-clear", "--all"],
    ];
    let techniques = library.techniques().iter().map(|one| one.id.as_str());
    let routines = library.routines().iter().map(|one| one.id.as_str());
    pages.extend(techniques.chain(routines).map(|id| vec!["show", id]));
    let guides = library.guides().iter().map(|one| one.front.id.as_str());
    pages.extend(guides.map(|id| vec!["guide", id]));
    for page in pages {
        let text = prints(&page);
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{page:?}: {line}");
            assert_eq!(line.trim_end(), line, "{page:?}");
        }
        assert_eq!(wording::forbidden(&text), [], "{page:?}");
        assert!(
            !text.contains('\u{1b}') && !text.contains("\n\n\n"),
            "{page:?}"
        );
    }
}

#[test]
fn show_tells_all_of_a_technique() {
    let page = prints(&["show", "seated-twist-chair"]);
    for part in [
        "Seated twist on a chair\n",
        "  position      Seated on a chair: Sit toward",
        "  sides         left and right, for the same time\n",
        "\nHow much\n  usual ",
        "  S1 says       hold 20-30 s, 2-3 sets",
        "  S3 says       hold 20-30 s",
        "  how often  ",
        "\nStep by step\n   1. ",
        "\nWhat is said on the way\n  at first ",
        "  at the switch ",
        "\nWhat it should feel like\n",
        "\nWhat often goes wrong\n  - ",
        "\nEasier and harder\n  easier ",
        "\nWho should take care\n  - ",
        "\nWhen to stop\n  - ",
        "With every technique: ",
        "\nThe movement in words\n",
        "\nWhat it rests on\n  [S1] 7 Upper back stretches",
        "\nLast reviewed on 2026-",
    ] {
        assert!(page.contains(part), "{part:?} in:\n{page}");
    }
    assert_eq!(page, prints(&["show", "Seated Twist on a Chair"]));
}

#[test]
fn show_as_json_holds_each_sources_dose() {
    let page = json(&["show", "cat-cow", "--json"]);
    assert_eq!(page["schema"], "unhunch.technique/1");
    assert_eq!(page["id"], "cat-cow");
    let doses = page["doses"].as_array().unwrap();
    let sources: Vec<&str> = doses
        .iter()
        .map(|one| one["source"].as_str().unwrap())
        .collect();
    assert_eq!(sources, ["S1", "S3", "S4"]);
    assert_eq!(doses[0]["kind"], "reps");
    assert_eq!(doses[0]["count"]["min"], 10);
    assert_eq!(doses[0]["count"]["max"], 12);
    assert!(page["default_dose"]["kind"].is_string());
    for key in [
        "steps",
        "mistakes",
        "cautions",
        "stop_signs",
        "general_stop_signs",
        "references",
    ] {
        assert!(!page[key].as_array().unwrap().is_empty(), "{key}");
    }
    // What is absent is null, and not left out.
    assert!(page.as_object().unwrap().contains_key("way_in"));
    for id in ids(&json(&["list", "--json"]), "techniques") {
        let page = json(&["show", id, "--json"]);
        for dose in page["doses"].as_array().unwrap() {
            let kind = dose["kind"].as_str().unwrap();
            assert!(
                ["hold", "breaths", "reps", "timed", "frequency"].contains(&kind),
                "{id}: {kind}"
            );
        }
    }
}

#[test]
fn show_knows_routines_with_their_real_length() {
    let page = json(&["show", "desk-reset", "--json"]);
    assert_eq!(page["schema"], "unhunch.routine/1");
    let seconds = page["seconds"].as_u64().unwrap();
    assert!((120..=180).contains(&seconds));
    assert_eq!(page["items"].as_array().unwrap().len(), 3);
    let text = prints(&["show", "desk-reset"]);
    let length = format!("length        {}:{:02} min", seconds / 60, seconds % 60);
    assert!(text.contains(&length), "{text}");
}

#[test]
fn guides_are_listed_in_order_and_end_with_their_sources() {
    let list = json(&["guide", "--json"]);
    assert_eq!(list["schema"], "unhunch.guides/1");
    let library = unhunch_bundle::library();
    let order: Vec<&str> = library
        .guides()
        .iter()
        .map(|one| one.front.id.as_str())
        .collect();
    assert_eq!(ids(&list, "guides"), order);
    let guide = json(&["guide", "workplace", "--json"]);
    assert_eq!(guide["schema"], "unhunch.guide/1");
    assert!(guide["markdown"].as_str().unwrap().contains("(source:S3)"));
    let page = prints(&["guide", "workplace"]);
    assert!(page.contains("1. Feet. Flat on the floor, knees at right angles [S3]."));
    assert!(page.contains("  Posture reset: unhunch show posture-reset\n"));
    assert!(page.contains("\nSources\n  [S3] 15 Proven"));
    assert!(!page.contains("](") && !page.contains('*'), "{page}");
}

#[test]
fn what_cannot_be_is_said_in_one_sentence() {
    let data = tempfile::tempdir().unwrap();
    for (args, says) in [
        (
            &["show", "cat-cov"][..],
            "unknown technique or routine `cat-cov`; did you mean `cat-cow`?",
        ),
        (
            &["show", "workplace"],
            "`workplace` is a guide; read it with `unhunch guide workplace`",
        ),
        (
            &["guide", "causs"],
            "unknown guide `causs`; did you mean `causes`?",
        ),
        (
            &["list", "--family", "strech"],
            "unknown family `strech`; did you mean `stretch`?",
        ),
        (
            &["list", "--area", "nek"],
            "unknown area `nek`; did you mean `neck`?",
        ),
        (
            &["plan", "--minutes", "0"],
            "a plan takes 1 to 60 minutes, not 0; ask for a number in between",
        ),
        (
            &["plan", "--minutes", "61"],
            "a plan takes 1 to 60 minutes, not 61; ask for a number in between",
        ),
        (
            &["plan", "--area", "nek"],
            "unknown area `nek`; did you mean `neck`?",
        ),
        (
            &["plan", "--position", "floot"],
            "unknown position `floot`; did you mean `floor`?",
        ),
        (
            &["plan", "--equipment", "foam-rollr"],
            "unknown equipment `foam-rollr`; did you mean `foam-roller`?",
        ),
        (
            &["plan", "--without", "wal"],
            "unknown equipment `wal`; did you mean `wall`?",
        ),
        (
            &["plan", "--flag", "pregnant"],
            "unknown flag `pregnant`; did you mean `pregnancy`?",
        ),
        (
            &["plan", "--flag", "pregnancy:neck"],
            "Pregnancy concerns the whole body; leave the area out",
        ),
        (
            &["plan", "--agree", "cobro"],
            "unknown technique `cobro`; did you mean `cobra`?",
        ),
        (
            &["content", "explain", "dead-lnk"],
            "unknown code `dead-lnk`; did you mean `dead-link`?",
        ),
        (
            &["list", "--with-default"],
            "--with-default lays your own set beside the built-in one; name yours with --content",
        ),
    ] {
        let output = unhunch(data.path(), args);
        assert_eq!(text(&output.stderr), format!("error: {says}\n"), "{args:?}");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(text(&output.stdout), "", "{args:?}");
    }
    for args in [
        &["plan", "--area", "neck=11"][..],
        &["plan", "--area", "neck:up"],
        &["plan", "--goal", "fun"],
        &["plan", "--minutes", "-1"],
        &["plan", "--flag", ":neck"],
        &["show"],
        &["completions", "tcsh"],
        &["lst"],
    ] {
        let output = unhunch(data.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(text(&output.stderr).starts_with("error: "), "{args:?}");
    }
}

/// Writes a full check of today into the journal of a folder.
fn checked(data: &Path, level: Level) {
    let library = unhunch_bundle::library();
    let safety = library.safety();
    let reported: Vec<Id> = safety
        .questions
        .iter()
        .filter(|question| question.level.value == level)
        .take(1)
        .map(|question| question.id.value.clone())
        .collect();
    let check = SafetyCheck {
        form: Form::Full,
        reported,
        level,
        questions: questions_version(safety),
    };
    #[allow(
        clippy::disallowed_methods,
        reason = "the program under test reads the clock too"
    )]
    let now = Zoned::now();
    let id = |last| new_id(now.timestamp().as_millisecond().unsigned_abs(), [last; 10]);
    let entry = Entry::new(id(1), id(2), None, &now, Body::SafetyChecked(check));
    let mut journal = SqliteJournal::open(&journal_file(data)).unwrap();
    journal.append(&[entry]).unwrap();
}

#[test]
fn a_plan_needs_todays_check() {
    let data = tempfile::tempdir().unwrap();
    let output = unhunch(data.path(), &["plan"]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(text(&output.stdout), "");
    assert_eq!(
        text(&output.stderr),
        "error: the safety check comes first (this is the first time): run `unhunch check`, or \
         `unhunch check --none` if you notice none of its signs\n"
    );
    assert_eq!(data.path().read_dir().unwrap().count(), 0);

    checked(data.path(), Level::Clear);
    let output = unhunch(data.path(), &["plan", "--json"]);
    assert_eq!(text(&output.stderr), "");
    let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(plan["clearance"]["level"], "clear");
    assert_eq!(plan["clearance"]["assumed"], false);
}

#[test]
fn a_plan_after_a_warning_sign_is_gentle_or_none() {
    let data = tempfile::tempdir().unwrap();
    checked(data.path(), Level::SeeProfessional);
    let output = unhunch(data.path(), &["plan"]);
    assert_eq!(output.status.code(), Some(0));
    let page = text(&output.stdout);
    assert!(
        page.starts_with("See a doctor or physiotherapist before"),
        "{page}"
    );

    for (level, says) in [
        (
            Level::Urgent,
            "Speak to a doctor today\nSpeak to a doctor or an",
        ),
        (
            Level::Emergency,
            "Get help now\nCall your local emergency number now.",
        ),
    ] {
        let data = tempfile::tempdir().unwrap();
        checked(data.path(), level);
        for args in [&["plan"][..], &["plan", "--minutes", "20", "--json"]] {
            let output = unhunch(data.path(), args);
            assert_eq!(output.status.code(), Some(3));
            let page = text(&output.stdout);
            assert!(page.starts_with(says), "{page}");
            assert!(!page.contains("Why:") && !page.contains("score"));
        }
    }
}

#[test]
fn a_plan_as_json_holds_together_and_is_the_same_each_time() {
    let args = [
        "plan",
        "--assume-clear",
        "--json",
        "--minutes",
        "12",
        "--area",
        "neck:right=6",
        "--area",
        "shoulder-blade=3",
        "--position",
        "standing,floor",
        "--equipment",
        "towel,foam-roller",
        "--flag",
        "brittle-bones",
        "--seed",
        "7",
    ];
    let plan = json(&args);
    assert_eq!(plan, json(&args));
    assert_eq!(plan["schema"], "unhunch.plan/1");
    let number = |value: &Value| value.as_u64().unwrap();
    let score = |value: &Value| value.as_i64().unwrap();
    let parts = &plan["parts"];
    assert_eq!(
        score(&plan["score"]),
        score(&parts["coverage"]) + score(&parts["own"]) - score(&parts["costs"])
    );
    let seconds = number(&plan["seconds"]);
    assert!((684..=720).contains(&seconds), "{seconds}");
    let segments = plan["timeline"]["segments"].as_array().unwrap();
    let mut at = 0;
    for segment in segments {
        assert_eq!(number(&segment["start_ms"]), at);
        at += number(&segment["duration_ms"]);
        for key in ["kind", "technique", "side", "set", "rep", "cue"] {
            assert!(segment.as_object().unwrap().contains_key(key), "{key}");
        }
    }
    assert_eq!(at, seconds * 1000);
    let items = plan["items"].as_array().unwrap();
    for item in items {
        let reasons = item["reasons"].as_array().unwrap();
        assert!(!reasons.is_empty());
        for reason in reasons {
            assert!(!reason["kind"].as_str().unwrap().is_empty());
            assert!(!reason["text"].as_str().unwrap().is_empty());
        }
        assert_ne!(item["technique"], "foam-roll-upper-back");
        assert_ne!(item["position"], "seated");
        assert!(item["dose"]["sets"].is_u64() && item["dose"]["text"].is_string());
    }
    let omitted = plan["omitted"].as_array().unwrap();
    let rolled = omitted
        .iter()
        .find(|one| one["technique"] == "foam-roll-upper-back");
    let rolled = rolled.unwrap();
    assert_eq!(rolled["why"], "flag");
    assert_eq!(rolled["flag"], "brittle-bones");
    assert_eq!(rolled["notable"], true);
}

#[test]
fn flags_of_this_time_leave_out_and_agree() {
    let left_out = |args: &[&str]| -> Vec<String> {
        let mut all = vec!["plan", "--assume-clear", "--json"];
        all.extend([
            "--intensity",
            "strong",
            "-e",
            "exercise-ball",
            "-p",
            "floor",
        ]);
        all.extend(args);
        let plan = json(&all);
        let omitted = plan["omitted"].as_array().unwrap();
        let told = omitted
            .iter()
            .filter(|one| one["why"] == "ask" || one["why"] == "flag");
        told.map(|one| one["technique"].as_str().unwrap().to_owned())
            .collect()
    };
    let asked = left_out(&["--flag", "high-blood-pressure"]);
    assert!(asked.contains(&"prone-y-t-i".to_owned()), "{asked:?}");
    let agreed = left_out(&["--flag", "high-blood-pressure", "--agree", "prone-y-t-i"]);
    assert!(!agreed.contains(&"prone-y-t-i".to_owned()), "{agreed:?}");
    let local = left_out(&["--flag", "wound-fracture-surgery:neck"]);
    let whole = left_out(&["--flag", "wound-fracture-surgery"]);
    assert!(
        !local.is_empty() && local.len() < whole.len(),
        "{local:?} {whole:?}"
    );
    let both = [
        "--flag",
        "wound-fracture-surgery:neck,wound-fracture-surgery",
    ];
    assert_eq!(left_out(&both), whole);
}

#[test]
fn an_impossible_combination_says_what_to_relax() {
    let data = tempfile::tempdir().unwrap();
    let args = ["plan", "--assume-clear", "-m", "1", "-p", "hands-and-feet"];
    let output = unhunch(data.path(), &args);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
    let says = text(&output.stderr);
    assert!(says.starts_with("error: nothing fits; "), "{says}");
    assert!(says.contains("allow another position"), "{says}");
}

#[test]
fn content_is_checked_in_every_format_with_its_exit_codes() {
    let data = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let good = root.join("../core/tests/fixtures/base");
    let good = good.to_str().unwrap();
    let built_in = root.join("../../content");
    assert!(prints(&["content", "check"]).starts_with("The built-in set ("));
    let page = prints(&["content", "check", built_in.to_str().unwrap(), "--strict"]);
    assert!(page.starts_with("No faults: "), "{page}");

    let set = tempfile::tempdir().unwrap();
    copy(Path::new(good), set.path());
    let guide = set.path().join("guides/where-to-begin.md");
    let body = std::fs::read_to_string(&guide).unwrap();
    std::fs::write(&guide, body + "\nSee [it](technique:nothing).\n").unwrap();
    let set = set.path().to_str().unwrap();
    let check = |format: &str| {
        let args = ["content", "check", set, "--format", format];
        let output = unhunch(data.path(), &args);
        assert_eq!(output.status.code(), Some(1), "{format}");
        text(&output.stdout).to_owned()
    };
    assert!(
        check("text").contains("error[dead-link]"),
        "{}",
        check("text")
    );
    assert!(check("github").contains("::error "));
    let faults: Value = serde_json::from_str(&check("json")).unwrap();
    assert!(faults["schema"].as_str().unwrap().starts_with("unhunch."));
    let sarif: Value = serde_json::from_str(&check("sarif")).unwrap();
    assert_eq!(sarif["version"], "2.1.0");

    let output = unhunch(data.path(), &["content", "check", "/nowhere/at/all"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("not-found"));
    // The folder of --content is meant when none is named.
    let output = unhunch(data.path(), &["--content", set, "content", "check"]);
    assert_eq!(output.status.code(), Some(1));
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in from.read_dir().unwrap() {
        let entry = entry.unwrap();
        let into = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &into);
        } else {
            std::fs::copy(entry.path(), into).unwrap();
        }
    }
}

#[test]
fn every_rule_is_explained() {
    for rule in unhunch_core::content::check::RULES {
        let page = prints(&["content", "explain", rule.code]);
        assert!(page.starts_with(rule.code), "{page}");
        assert!(prints(&["content", "explain"]).contains(rule.code));
    }
}

#[test]
fn completions_and_manual_pages_name_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = prints(&["completions", shell]);
        assert!(
            script.contains("unhunch") && script.contains("guide"),
            "{shell}"
        );
    }
    assert!(prints(&["man"]).contains(".TH unhunch 1"));
    let pages = tempfile::tempdir().unwrap();
    let dir = pages.path().join("man1");
    prints(&["man", "--dir", dir.to_str().unwrap()]);
    for page in ["unhunch.1", "unhunch-list.1", "unhunch-content-check.1"] {
        let page = std::fs::read_to_string(dir.join(page)).unwrap();
        assert!(page.contains(".TH unhunch") && page.contains("SYNOPSIS"));
    }
}

#[test]
fn every_help_has_examples() {
    for command in [
        "plan",
        "list",
        "show",
        "guide",
        "content",
        "content check",
        "content explain",
        "completions",
        "man",
    ] {
        let mut args: Vec<&str> = command.split(' ').collect();
        args.push("--help");
        let help = prints(&args);
        assert!(help.contains("Examples:\n  unhunch "), "{command}: {help}");
        assert_eq!(wording::forbidden(&help), [], "{command}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_read_enough_is_no_failure() {
    for args in [
        "list",
        "list --json",
        "guide workplace",
        "completions zsh",
        "man",
    ] {
        let program = env!("CARGO_BIN_EXE_unhunch");
        let line = format!("{{ {program} {args}; echo $? >&2; }} | head -c 1 > /dev/null");
        let output = Command::new("sh").args(["-c", &line]).output().unwrap();
        assert_eq!(text(&output.stderr), "0\n", "{args}");
    }
}
