//! How fast joints turn from one keyframe to the next.

use super::{Fault, Pace, SPEED};
use crate::movement::{Figure, Path};
use crate::side::Side;
use crate::skeleton::{Body, Segment};

/// Pairs of a segment and what it hangs on.
fn hinges() -> Vec<(Segment, Segment)> {
    let mut pairs = vec![
        (Segment::Pelvis, Segment::LumbarHigh),
        (Segment::LumbarHigh, Segment::ThoraxHigh),
        (Segment::ThoraxHigh, Segment::Head),
    ];
    for side in Side::BOTH {
        pairs.extend([
            (Segment::ThoraxHigh, Segment::UpperArm(side)),
            (Segment::UpperArm(side), Segment::Forearm(side)),
            (Segment::Pelvis, Segment::Thigh(side)),
            (Segment::Thigh(side), Segment::Shin(side)),
        ]);
    }
    pairs
}

/// Compares each keyframe with the one before it.
pub(super) fn jumps(figure: &Figure, pace: Pace, faults: &mut Vec<Fault>) {
    let (out, back) = figure.ways();
    let ways = match figure.movement().path {
        Path::ThereAndBack => vec![(out, pace.out), (back, pace.back)],
        Path::Round => vec![(figure.around(), pace.out + pace.back)],
    };
    for (way, seconds) in ways {
        let legs = way.len().saturating_sub(1).max(1) as f64;
        for pair in way.windows(2) {
            let (Some((from, _)), Some((to, _))) =
                (figure.keyframe(pair[0]), figure.keyframe(pair[1]))
            else {
                continue;
            };
            let fastest = hinges()
                .into_iter()
                .map(|(holder, segment)| {
                    let own = |body: &Body| {
                        let holder = body.frame(holder).turn;
                        let along = body.frame(segment).turn * segment.length().normalize_or_zero();
                        holder.inverse() * along
                    };
                    let degrees = own(&from).angle_between(own(&to)).to_degrees();
                    (segment, degrees * legs / seconds.max(1e-3))
                })
                .max_by(|(_, a), (_, b)| a.total_cmp(b));
            if let Some((segment, speed)) = fastest.filter(|(_, speed)| *speed > SPEED) {
                let keyframe = pair[1];
                let told = faults.iter().any(
                    |fault| matches!(fault, Fault::Jump { keyframe: at, .. } if *at == keyframe),
                );
                if !told {
                    faults.push(Fault::Jump {
                        keyframe,
                        segment,
                        speed,
                    });
                }
            }
        }
    }
}
