//! When a check will be due, laid out in advance: for a page that begins a session where nobody can be asked.
//!
//! A page without a network cannot read the journal, and may not decide by itself. It is handed what
//! [`due`] says of the days to come and of each pain that may be said, so that it only has to look things up.

use jiff::civil::Date;

use super::Standing;
use crate::content::{Level, SafetyFile};
use crate::safety::{Due, Past, PastCheck, Reason, due, questions_version};

/// The strongest pain.
const MOST: u32 = 10;

/// When a check will be due, as things stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// What is due on each day from today on, as long as nothing more is said.
    pub days: Vec<(Date, Option<Due>)>,
    /// The pain that was said last.
    pub last_pain: Option<u32>,
    /// From which pain on a full check is due because it is high; more than 10 where none is.
    pub high_from: u32,
    /// By the pain that was said last, 0 to 10: from which pain on a full check is due because it rose.
    pub rose_from: Vec<u32>,
    /// For how many days a check holds in either form, its own among them.
    pub short_holds: u32,
    /// For how many days a full check holds, its own among them.
    pub full_holds: u32,
}

/// Lays out when a check will be due on `days` days from `today` on.
pub fn ahead(safety: &SafetyFile, standing: &Standing, today: Date, days: u32) -> Ahead {
    let past = &standing.past;
    let date = |n: u32| today.saturating_add(jiff::Span::new().days(n));
    // Somebody who was cleared today, and said before that it hurts so much.
    let cleared = |last: Option<u32>| Past {
        full: Some(PastCheck {
            day: today,
            level: Level::Clear,
            version: questions_version(safety),
        }),
        any: Some(today),
        pain_before: last,
        ..Past::default()
    };
    let from = |last: Option<u32>, reason: Reason| {
        let is = |pain: &u32| {
            let mut past = cleared(last);
            past.pain_since.push(*pain);
            due(safety, &past, today).is_some_and(|due| due.reason == reason)
        };
        (0..=MOST).find(is).unwrap_or(MOST + 1)
    };
    let holds = |past: &Past, stale: fn(Reason) -> bool| {
        let gone = |n: &u32| due(safety, past, date(*n)).is_some_and(|due| stale(due.reason));
        (1..=366).find(gone).unwrap_or(366)
    };
    Ahead {
        days: (0..days)
            .map(|n| (date(n), due(safety, past, date(n))))
            .collect(),
        last_pain: past.pain_since.last().copied().or(past.pain_before),
        high_from: from(None, Reason::PainHigh),
        rose_from: (0..=MOST)
            .map(|last| from(Some(last), Reason::PainRose))
            .collect(),
        short_holds: holds(&cleared(None), |_| true),
        full_holds: holds(&cleared(None), |reason| reason == Reason::Old),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::content::decode::{Cx, decode_text};
    use crate::diagnostic::FileId;
    use crate::safety::Form;

    fn safety() -> SafetyFile {
        let mut faults = Vec::new();
        let mut cx = Cx {
            file: FileId(0),
            faults: &mut faults,
        };
        let text = include_str!("../../../../content/safety.toml");
        decode_text(text, &mut cx).unwrap()
    }

    #[test]
    fn it_says_what_due_will_say() {
        let safety = &safety();
        let today = date(2026, 3, 2);
        let past = Past {
            full: Some(PastCheck {
                day: date(2026, 2, 2),
                level: Level::Clear,
                version: questions_version(safety),
            }),
            any: Some(today),
            pain_before: Some(2),
            pain_since: vec![3],
            something_new: false,
        };
        let standing = Standing {
            due: None,
            level: Some(Level::Clear),
            past: past.clone(),
        };
        let found = ahead(safety, &standing, today, 7);
        assert_eq!(found.days.len(), 7);
        assert_eq!(found.days[0], (today, None));
        for (day, said) in &found.days {
            assert_eq!(*said, due(safety, &past, *day), "{day}");
        }
        assert_eq!(found.last_pain, Some(3));
        let cadence = &safety.cadence;
        assert_eq!(found.high_from, cadence.pain_at_least.value);
        assert_eq!(found.short_holds, cadence.short_after_days.value);
        assert_eq!(found.full_holds, cadence.full_after_days.value + 1);
        for (last, from) in (0..).zip(&found.rose_from) {
            let rose = last + cadence.pain_rise.value;
            let shown = if rose < cadence.pain_at_least.value {
                rose
            } else {
                11
            };
            assert_eq!(*from, shown, "{last}");
        }
        let next = found.days[1].1.unwrap();
        assert_eq!((next.form, next.reason), (Form::Short, Reason::NewDay));
    }
}
