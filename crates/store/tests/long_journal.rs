//! How a long journal behaves. By hand: `cargo test --release -p unhunch-store --test long_journal --
//! --ignored --nocapture`.

// Helpers of tests are tests too, but clippy sees only the functions that are marked.
#![allow(clippy::unwrap_used)]
// Measuring needs a clock; nothing else here does.
#![allow(clippy::disallowed_methods)]

use std::time::{Duration, Instant};

use unhunch_core::journal::conformance::Maker;
use unhunch_core::journal::{EndReason, Entry, Felt, Journal, When};
use unhunch_core::progress::{Options, progress};
use unhunch_store::SqliteJournal;

/// Twenty entries of a session with four techniques.
fn session(maker: &mut Maker) -> Vec<Entry> {
    let techniques = ["cat-cow", "wall-angels", "chin-tuck", "doorway-stretch"];
    let mut entries = vec![maker.start(), maker.pain(5, "neck", When::Before)];
    for technique in techniques {
        entries.extend((0..3).map(|i| maker.segment(i, 20_000)));
        entries.push(maker.finished(technique));
    }
    entries.push(maker.pain(4, "neck", When::After));
    entries.push(maker.felt("cat-cow", Felt::Helped));
    entries.push(maker.end(EndReason::Done, 240_000));
    entries.push(maker.pain(4, "upper-back", When::Daily));
    entries
}

#[test]
#[ignore = "takes its time; to be run by hand in release"]
fn progress_over_a_million_entries_takes_under_200_ms() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = SqliteJournal::open(&folder.path().join("journal.sqlite3")).unwrap();
    let mut maker = Maker::new(1);
    let began = Instant::now();
    let mut count = 0;
    let mut today = None;
    for day in 0..10_000 {
        let mut batch = Vec::new();
        for _ in 0..6 {
            maker.on_day(day);
            batch.extend(session(&mut maker));
        }
        count += batch.len();
        today = batch.last().map(Entry::day);
        if count <= 1_000_000 + batch.len() {
            journal.append(&batch).unwrap();
        } else {
            break;
        }
    }
    println!(
        "{} entries in {:?}",
        journal.count().unwrap(),
        began.elapsed()
    );
    assert!(journal.count().unwrap() >= 1_000_000);

    let began = Instant::now();
    let facts = journal.facts(maker.person).unwrap();
    let read = began.elapsed();
    let told = progress(&facts, &[], today.unwrap(), &Options::default());
    let taken = began.elapsed();
    println!(
        "progress over {} sessions in {taken:?}, {read:?} of it to read the sums",
        told.sessions
    );
    assert!(taken < Duration::from_millis(200), "{taken:?}");

    let start = maker.start();
    journal.append(&[start]).unwrap();
    let began = Instant::now();
    for i in 0..100 {
        let entry = maker.segment(i, 1000);
        journal.append(&[entry]).unwrap();
    }
    println!("one append in {:?}", began.elapsed() / 100);
}
