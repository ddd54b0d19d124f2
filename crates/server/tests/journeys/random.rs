//! Random sessions, the same ones every time.

use unhunch_core::player::{Command, Stop, StopReason};

use crate::reference::Call;

/// A source of numbers that look random (SplitMix64).
pub(crate) struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub(crate) fn one_of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len() as u64) as usize]
    }
}

const COMMANDS: [Command; 9] = [
    Command::Pause,
    Command::Resume,
    Command::Next,
    Command::Previous,
    Command::Restart,
    Command::Extend,
    Command::SkipTechnique,
    Command::Easier,
    Command::Start,
];

/// A session's calls: now and then a command, between them time that passes in all kinds of steps.
pub(crate) fn calls(random: &mut Random, count: usize) -> Vec<Call> {
    let mut at = 0;
    let mut calls = vec![Call::Command {
        at,
        command: Command::Start,
    }];
    for _ in 0..count {
        let ahead = match random.below(20) {
            0 => 0,
            1 => 10_500 + random.below(3) * 500 + random.below(60_000),
            2..=8 => 1 + random.below(2_000),
            _ => 1_000 * random.below(40),
        };
        at += ahead;
        calls.push(match random.below(10) {
            0..=3 => Call::PlayTo { play_to: at },
            4 => Call::Every {
                every: 40 + random.below(4_000),
                to: at,
            },
            5 => Call::Tick { at },
            6 => Call::Command {
                at,
                command: if random.below(2) == 0 {
                    Command::Resume
                } else {
                    Command::Next
                },
            },
            _ => Call::Command {
                at,
                command: *random.one_of(&COMMANDS),
            },
        });
        if random.below(120) == 0 {
            let reason = *random.one_of(&StopReason::ALL);
            let pain = (random.below(2) == 0).then(|| random.below(12) as u8);
            calls.push(Call::Command {
                at,
                command: Command::Stop(Stop { reason, pain }),
            });
        }
    }
    calls
}
