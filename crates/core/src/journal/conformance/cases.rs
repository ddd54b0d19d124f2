//! Hand-written cases.

use jiff::Timestamp;
use uuid::Uuid;

use super::Make;
use super::maker::{Maker, every_kind, id};
use crate::journal::{
    Body, Cursor, EndReason, Entry, Error, Felt, InvalidEntry, Journal, LineFault, PainReading,
    Query, SessionsQuery, When, decode_line, export, import, read_effective,
};
use crate::progress::Points;

/// Runs every case on a fresh journal.
pub fn cases(make: Make<'_>) {
    for case in [
        appending_twice_changes_nothing,
        an_append_is_all_or_nothing,
        entries_come_in_order_and_by_page,
        queries_narrow_down,
        an_open_session_is_found_until_it_ends,
        corrections_reach_sums_and_sessions,
        the_newest_profile_counts,
        newer_entries_are_kept_to_the_letter,
        an_export_comes_back_whole,
        a_bad_import_imports_nothing,
        persons_are_kept_apart,
    ] {
        case(&mut *make());
    }
}

fn add(journal: &mut dyn Journal, entries: &[Entry]) {
    let appended = journal.append(entries).expect("the journal takes entries");
    assert_eq!((appended.added, appended.known), (entries.len(), 0));
}

fn all(journal: &dyn Journal) -> Vec<Entry> {
    journal.entries(&Query::default()).expect("readable")
}

fn sessions(journal: &dyn Journal, person: Uuid, open: bool) -> Vec<Uuid> {
    let query = SessionsQuery {
        person,
        open,
        after: None,
        limit: None,
    };
    let found = journal.sessions(&query).expect("readable");
    found.iter().map(|summary| summary.session).collect()
}

fn lines(journal: &dyn Journal) -> String {
    let mut text = String::new();
    let count = export::<_, ()>(journal, &Query::default(), |line| {
        text.push_str(line);
        text.push('\n');
        Ok(())
    });
    assert_eq!(count.expect("exported"), text.lines().count());
    text
}

fn appending_twice_changes_nothing(journal: &mut dyn Journal) {
    let entries = every_kind();
    let stamp = |journal: &dyn Journal| journal.stamp().expect("readable");
    let empty = stamp(journal);
    add(journal, &entries);
    let filled = stamp(journal);
    assert_ne!(filled, empty);
    let before = all(journal);
    let again = journal
        .append(&entries)
        .expect("known entries are no fault");
    assert_eq!((again.added, again.known), (0, entries.len()));
    assert_eq!(all(journal), before);
    assert_eq!(before, entries);
    assert_eq!(journal.count().expect("countable"), entries.len() as u64);
    assert_eq!(journal.append(&[]).expect("nothing").added, 0);
    assert_eq!(stamp(journal), filled);
}

fn an_append_is_all_or_nothing(journal: &mut dyn Journal) {
    let mut maker = Maker::new(1);
    let first = maker.pain(3, "neck", When::Daily);
    add(journal, std::slice::from_ref(&first));
    let facts = journal.facts(maker.person).expect("readable");

    let fresh = maker.pain(4, "neck", When::Daily);
    let other = Entry {
        body: Body::Note("something else".to_owned()),
        ..first.clone()
    };
    let clash = journal.append(&[fresh.clone(), other]);
    assert!(matches!(clash, Err(Error::Conflict { id }) if id == first.id));

    let wrong = maker.pain(11, "neck", When::Daily);
    let refused = journal.append(&[fresh.clone(), wrong.clone()]);
    assert!(matches!(
        refused,
        Err(Error::Invalid { id, fault: InvalidEntry::Pain(11) }) if id == wrong.id
    ));

    let twice = Entry {
        body: Body::Note("once more".to_owned()),
        ..fresh.clone()
    };
    let clash = journal.append(&[fresh.clone(), twice]);
    assert!(matches!(clash, Err(Error::Conflict { id }) if id == fresh.id));

    assert_eq!(all(journal), [first]);
    assert_eq!(journal.facts(maker.person).expect("readable"), facts);
    let same = journal
        .append(&[fresh.clone(), fresh])
        .expect("the same twice");
    assert_eq!((same.added, same.known), (1, 1));
}

fn entries_come_in_order_and_by_page(journal: &mut dyn Journal) {
    let mut maker = Maker::new(1);
    let mut entries: Vec<Entry> = (0..10).map(|i| maker.segment(i, 1000)).collect();
    // Three of one millisecond are told apart by their ids.
    entries[4].at = entries[3].at;
    entries[5].at = entries[3].at;
    let mut shuffled = entries.clone();
    shuffled.reverse();
    shuffled.swap(2, 7);
    add(journal, &shuffled);
    assert_eq!(all(journal), entries);

    for newest_first in [false, true] {
        let mut expected = entries.clone();
        if newest_first {
            expected.reverse();
        }
        let mut query = Query {
            newest_first,
            limit: Some(3),
            ..Query::default()
        };
        let mut read = Vec::new();
        loop {
            let page = journal.entries(&query).expect("readable");
            assert!(page.len() <= 3);
            let Some(last) = page.last() else { break };
            query.after = Some(Cursor::of(last));
            read.extend(page);
        }
        assert_eq!(read, expected);
    }
    let none = Query {
        limit: Some(0),
        ..Query::default()
    };
    assert_eq!(journal.entries(&none).expect("readable"), []);
}

fn queries_narrow_down(journal: &mut dyn Journal) {
    let mut maker = Maker::new(1);
    let start = maker.start();
    let segment = maker.segment(0, 1000);
    let end = maker.end(EndReason::Done, 1000);
    let pain = maker.on_day(1).pain(3, "neck", When::Daily);
    let note = maker.entry(Body::Note("a note".to_owned()));
    add(
        journal,
        &[&start, &segment, &end, &pain, &note].map(Entry::clone),
    );
    let found = |query: Query| journal.entries(&query).expect("readable");
    let session = Query {
        session: start.session,
        ..Query::default()
    };
    assert_eq!(
        found(session),
        [start.clone(), segment.clone(), end.clone()]
    );
    let kinds = Query {
        kinds: vec!["pain".to_owned(), "session-ended".to_owned()],
        person: Some(maker.person),
        ..Query::default()
    };
    assert_eq!(found(kinds), [end, pain.clone()]);
    let time = Query {
        from: Some(segment.at),
        until: Some(pain.at),
        ..Query::default()
    };
    assert_eq!(found(time).first(), Some(&segment));
    assert_eq!(
        found(Query {
            from: Some(note.at),
            ..Query::default()
        }),
        std::slice::from_ref(&note)
    );
    let never = Query {
        until: Some(Timestamp::UNIX_EPOCH),
        ..Query::default()
    };
    assert_eq!(found(never), []);
    assert_eq!(journal.entry(note.id).expect("readable"), Some(note));
    assert_eq!(journal.entry(maker.id()).expect("readable"), None);
}

fn an_open_session_is_found_until_it_ends(journal: &mut dyn Journal) {
    let mut maker = Maker::new(1);
    let person = maker.person;
    assert!(
        journal
            .last_open_session(person)
            .expect("readable")
            .is_none()
    );

    let old = [maker.start(), maker.end(EndReason::Pain, 5000)];
    add(journal, &old);
    assert!(
        journal
            .last_open_session(person)
            .expect("readable")
            .is_none()
    );

    let open = [maker.start(), maker.segment(0, 1000), maker.segment(1, 500)];
    add(journal, &open);
    let found = journal.last_open_session(person).expect("readable");
    let found = found.expect("one is open");
    assert_eq!(found.entries, open);
    assert_eq!(found.summary.played_ms, 1500);
    assert!(found.summary.is_open());
    assert_eq!(sessions(journal, person, true), [found.summary.session]);
    assert_eq!(
        sessions(journal, person, false),
        [found.summary.session, old[0].session.expect("a session")]
    );

    add(journal, &[maker.end(EndReason::Interrupted, 1500)]);
    assert!(
        journal
            .last_open_session(person)
            .expect("readable")
            .is_none()
    );
    // Readings of a session that never began here do not make one that could be resumed.
    maker.session = Some(maker.id());
    add(journal, &[maker.pain(2, "neck", When::After)]);
    assert!(
        journal
            .last_open_session(person)
            .expect("readable")
            .is_none()
    );
}

fn corrections_reach_sums_and_sessions(journal: &mut dyn Journal) {
    let mut maker = Maker::new(1);
    let person = maker.person;
    let before = maker.pain(6, "neck", When::Before);
    let start = maker.start();
    let before_it = Entry {
        session: start.session,
        ..before
    };
    let done = maker.finished("cat-cow");
    let after = maker.pain(5, "neck", When::After);
    let felt = maker.felt("cat-cow", Felt::Hurt);
    let end = maker.end(EndReason::Done, 300_000);
    add(
        journal,
        &[&before_it, &start, &done, &after, &felt, &end].map(Entry::clone),
    );
    let day = start.day();
    let cat_cow = id("cat-cow");

    let facts = journal.facts(person).expect("readable");
    assert_eq!(
        (facts.days[&day].sessions, facts.days[&day].counted),
        (1, 1)
    );
    assert_eq!(facts.techniques[&cat_cow].hurt, 1);
    assert_eq!(facts.techniques[&cat_cow].last_day, Some(day));
    assert_eq!(
        facts.techniques[&cat_cow].changes[&1].sum,
        Points(-1_000_000)
    );

    // Later, from outside of the session: it was 3 afterwards, and it did not hurt.
    maker.on_day(2);
    let lower = maker.replace(
        &after,
        Body::Pain(PainReading {
            value: 3,
            area: Some(id("neck")),
            side: None,
            when: When::After,
        }),
    );
    let not_hurt = maker.withdraw(&felt);
    add(journal, &[lower.clone(), not_hurt.clone()]);
    let facts = journal.facts(person).expect("readable");
    assert_eq!(facts.techniques[&cat_cow].hurt, 0);
    assert_eq!(
        facts.techniques[&cat_cow].changes[&1].sum,
        Points(-3_000_000)
    );
    let read = read_effective(
        journal,
        &Query {
            kinds: vec!["pain".to_owned()],
            ..Query::default()
        },
    );
    let values: Vec<u8> = read
        .expect("readable")
        .iter()
        .filter_map(|entry| match &entry.body {
            Body::Pain(reading) => Some(reading.value),
            _ => None,
        })
        .collect();
    assert_eq!(values, [6, 3]);

    // The correction was wrong itself.
    let undo = maker.withdraw(&lower);
    add(journal, &[undo]);
    let facts = journal.facts(person).expect("readable");
    assert_eq!(
        facts.techniques[&cat_cow].changes[&1].sum,
        Points(-1_000_000)
    );

    // The whole session is withdrawn by its beginning; as if it had never been.
    let gone = maker.withdraw(&start);
    add(journal, &[gone]);
    assert_eq!(journal.facts(person).expect("readable"), Default::default());
    assert_eq!(sessions(journal, person, false), Vec::<Uuid>::new());
    let left = read_effective(
        journal,
        &Query {
            kinds: vec!["pain".to_owned()],
            ..Query::default()
        },
    );
    assert_eq!(left.expect("readable"), []);
    assert_eq!(journal.count().expect("countable"), 10);
}

fn the_newest_profile_counts(journal: &mut dyn Journal) {
    let mut maker = Maker::new(1);
    let person = maker.person;
    assert_eq!(journal.profile(person).expect("readable"), None);
    let old = maker.profile("111");
    let new = maker.profile("222");
    add(journal, &[new.clone(), old]);
    let number = |journal: &dyn Journal| {
        let profile = journal.profile(person).expect("readable");
        profile.and_then(|profile| profile.emergency_number)
    };
    assert_eq!(number(journal).as_deref(), Some("222"));
    let gone = maker.withdraw(&new);
    add(journal, &[gone]);
    assert_eq!(number(journal).as_deref(), Some("111"));
}

fn newer_entries_are_kept_to_the_letter(journal: &mut dyn Journal) {
    let line = r#"{"schema":7,  "id":"0190f3c8-0000-7000-8000-000000000001","person":"0190f3c8-0000-7000-8000-000000000002","at":"2026-03-02T08:00:00Z","zone":"UTC","offset_s":0,"kind":"pain","body":{"value":1e400,"scale":"0-100"},"mood":[1.10,"x"]}"#;
    let entry = decode_line(line).expect("a newer entry is no fault");
    assert!(matches!(&entry.body, Body::Opaque(opaque) if opaque.kind == "pain"));
    add(journal, std::slice::from_ref(&entry));
    assert_eq!(lines(journal), format!("{line}\n"));
    assert_eq!(
        journal.facts(entry.person).expect("readable"),
        Default::default()
    );
    let again = import(journal, lines(journal).as_bytes()).expect("importable");
    assert_eq!((again.added, again.known), (0, 1));
}

fn an_export_comes_back_whole(journal: &mut dyn Journal) {
    let entries = every_kind();
    add(journal, &entries);
    let text = lines(journal);
    let mut copy = crate::journal::MemoryJournal::new();
    let imported = import(&mut copy, text.as_bytes()).expect("importable");
    assert_eq!(imported.added, entries.len());
    assert_eq!(all(&copy), entries);
    assert_eq!(lines(&copy), text);
    let again = import(journal, text.as_bytes()).expect("importable");
    assert_eq!((again.added, again.known), (0, entries.len()));
    let two = Query {
        limit: Some(2),
        ..Query::default()
    };
    let count = export::<_, ()>(journal, &two, |_| Ok(())).expect("exported");
    assert_eq!(count, 2);
}

fn a_bad_import_imports_nothing(journal: &mut dyn Journal) {
    let mut copy = crate::journal::MemoryJournal::new();
    add(&mut copy, &every_kind());
    let text = lines(&copy);
    let cut = &text[..text.len() - 20];
    let fault = import(journal, cut.as_bytes()).expect_err("it was cut off");
    let crate::journal::ImportError::Lines(faults) = fault else {
        panic!("the lines are at fault, not the journal");
    };
    assert_eq!(faults.faults.len(), 1);
    assert_eq!(faults.faults[0].line, every_kind().len());
    assert_eq!(faults.faults[0].fault, LineFault::Truncated);
    assert_eq!(journal.count().expect("countable"), 0);
    assert_eq!(journal.persons().expect("readable"), Vec::<Uuid>::new());
}

fn persons_are_kept_apart(journal: &mut dyn Journal) {
    let mut one = Maker::new(9);
    let mut two = Maker::new(2);
    let reading = one.pain(3, "neck", When::Daily);
    let start = two.start();
    // Somebody else's correction says nothing.
    let meddling = two.withdraw(&reading);
    add(journal, &[reading.clone(), start, meddling]);
    assert_eq!(
        journal.persons().expect("readable"),
        [one.person, two.person]
    );
    let facts = journal.facts(one.person).expect("readable");
    assert_eq!(facts.pain.len(), 1);
    assert_eq!(facts.days.len(), 0);
    assert_eq!(sessions(journal, one.person, false), Vec::<Uuid>::new());
    assert_eq!(sessions(journal, two.person, false).len(), 1);
    let own = Query {
        person: Some(one.person),
        ..Query::default()
    };
    assert_eq!(journal.entries(&own).expect("readable"), [reading]);
    let nobody = Maker::new(3).person;
    assert_eq!(journal.facts(nobody).expect("readable"), Default::default());
}
