//! Where timed cues stand inside the work. The rules are in the docs of [`super`].

use super::segment::{Cue, CueKind, Segment};
use super::words;
use crate::content::{Sp, Text};

const SECOND_MS: u64 = 1000;
/// Ms between any two cues of one pass, so that one can be said before the next.
const APART_MS: u64 = 6 * SECOND_MS;
/// The shortest hold that says when its half is done, in ms.
const HALF_WAY_FROM_MS: u64 = 20 * SECOND_MS;
/// The shortest hold that says when five seconds are left, in ms.
const LAST_FIVE_FROM_MS: u64 = 15 * SECOND_MS;
/// How long before the end that is, in ms.
const LAST_FIVE_MS: u64 = 5 * SECOND_MS;
/// The shortest pause that ends with a countdown, in ms; a shorter one is filled by what is said in it.
const COUNTDOWN_FROM_MS: u64 = 10 * SECOND_MS;
/// The fewest repetitions or breaths that say when their half is done.
const HALF_WAY_FROM: u64 = 4;
/// The fewest repetitions or breaths that say which is the last.
const LAST_ONE_FROM: u64 = 3;

/// Three, two, one before the end of a pause of `duration_ms`.
pub(super) fn countdown(duration_ms: u64) -> Vec<Cue> {
    if duration_ms < COUNTDOWN_FROM_MS {
        return Vec::new();
    }
    (1..=3_u64)
        .rev()
        .map(|left| Cue {
            offset_ms: duration_ms - left * SECOND_MS,
            kind: CueKind::Countdown,
            text: left.to_string(),
        })
        .collect()
}

/// The cues of one hold, or of one spot, of `duration_ms`.
pub(super) fn of_hold(duration_ms: u64, during: &[Sp<Text>]) -> Vec<Cue> {
    let mut cues = Vec::new();
    if duration_ms >= HALF_WAY_FROM_MS {
        cues.push(cue(duration_ms / 2, CueKind::HalfWay, words::HALF_WAY));
    }
    if duration_ms >= LAST_FIVE_FROM_MS {
        let offset = duration_ms - LAST_FIVE_MS;
        cues.push(cue(offset, CueKind::LastFive, words::LAST_FIVE));
    }
    let seconds: Vec<u64> = (0..duration_ms / SECOND_MS)
        .map(|second| second * SECOND_MS)
        .collect();
    spread(&mut cues, during, &seconds, duration_ms, duration_ms);
    cues
}

/// Adds the cues of a pass of repetitions or breaths to its segments, which are all equally long.
pub(super) fn add_to_pass(pass: &mut [Segment], last_one: &str, during: &[Sp<Text>]) {
    let count = pass.len() as u64;
    let each = pass.first().map_or(0, |segment| segment.duration_ms);
    let total = count * each;
    let mut cues = Vec::new();
    if count >= HALF_WAY_FROM {
        let offset = count.div_ceil(2) * each;
        cues.push(cue(offset, CueKind::HalfWay, words::HALF_WAY));
    }
    if count >= LAST_ONE_FROM {
        cues.push(cue((count - 1) * each, CueKind::LastOne, last_one));
    }
    let starts: Vec<u64> = (0..count).map(|at| at * each).collect();
    // A cue at the start of the last one still has that one to be said in.
    spread(&mut cues, during, &starts, total, total + APART_MS);
    for cue in cues {
        let at = cue.offset_ms.checked_div(each).unwrap_or(0);
        let segment = usize::try_from(at).ok().and_then(|at| pass.get_mut(at));
        if let Some(segment) = segment {
            segment.cues.push(Cue {
                offset_ms: 0,
                ..cue
            });
        }
    }
}

/// Spreads `during` over `total_ms`: the first of n at 1/(n+1) of it, and so on, each moved to the nearest
/// of the `allowed` offsets (ascending, in ms) that keeps apart from the start, from `end_ms`, from the
/// cues that stand already and, so that their order stays, after the one before it.
fn spread(cues: &mut Vec<Cue>, during: &[Sp<Text>], allowed: &[u64], total_ms: u64, end_ms: u64) {
    let parts = during.len() as u64 + 1;
    let mut earliest = APART_MS;
    for (text, part) in during.iter().zip(1..) {
        let ideal = total_ms * part / parts;
        let found = allowed
            .iter()
            .copied()
            .filter(|&at| at >= earliest && at + APART_MS <= end_ms)
            .filter(|&at| {
                cues.iter()
                    .all(|cue| cue.offset_ms.abs_diff(at) >= APART_MS)
            })
            .min_by_key(|at| at.abs_diff(ideal));
        if let Some(at) = found {
            cues.push(cue(at, CueKind::During, text.as_str()));
            earliest = at + APART_MS;
        }
    }
    cues.sort_by_key(|cue| cue.offset_ms);
}

fn cue(offset_ms: u64, kind: CueKind, text: &str) -> Cue {
    Cue {
        offset_ms,
        kind,
        text: text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn during(count: usize) -> Vec<Sp<Text>> {
        (1..=count)
            .map(|at| Sp {
                value: format!("during {at}").into(),
                ..Sp::default()
            })
            .collect()
    }

    fn told(cues: &[Cue]) -> Vec<(u64, &str)> {
        cues.iter()
            .map(|cue| (cue.offset_ms / SECOND_MS, cue.text.as_str()))
            .collect()
    }

    #[test]
    fn a_pause_counts_down_if_it_is_long_enough() {
        assert_eq!(told(&countdown(10_000)), [(7, "3"), (8, "2"), (9, "1")]);
        assert_eq!(told(&countdown(9_999)), []);
    }

    #[test]
    fn a_hold_says_half_way_and_last_five_with_reminders_between() {
        let of = |seconds: u64, count| {
            let cues = of_hold(seconds * SECOND_MS, &during(count));
            told(&cues)
                .iter()
                .map(|(at, text)| format!("{at} {text}"))
                .collect::<Vec<_>>()
        };
        assert_eq!(of(10, 2), Vec::<String>::new());
        assert_eq!(of(12, 2), ["6 during 1"]);
        assert_eq!(of(15, 2), ["10 Five seconds."]);
        assert_eq!(of(20, 2), ["10 Half-way.", "15 Five seconds."]);
        assert_eq!(
            of(30, 2),
            ["9 during 1", "15 Half-way.", "25 Five seconds."]
        );
        assert_eq!(
            of(60, 3),
            [
                "15 during 1",
                "24 during 2",
                "30 Half-way.",
                "45 during 3",
                "55 Five seconds."
            ]
        );
    }

    #[test]
    fn a_half_that_is_no_whole_second_is_said_in_its_middle() {
        let cues = of_hold(25_000, &[]);
        assert_eq!(cues.first().map(|cue| cue.offset_ms), Some(12_500));
    }

    #[test]
    fn reminders_keep_apart_in_every_length_of_hold() {
        for seconds in 1..=900 {
            for count in 0..=4 {
                let cues = of_hold(seconds * SECOND_MS, &during(count));
                let total = seconds * SECOND_MS;
                assert!(cues.iter().all(|cue| cue.offset_ms < total));
                for pair in cues.windows(2) {
                    let gap = pair[1].offset_ms - pair[0].offset_ms;
                    let reminds = pair.iter().any(|cue| cue.kind == CueKind::During);
                    assert!(!reminds || gap >= APART_MS, "{seconds} s: {cues:?}");
                }
            }
        }
    }
}
