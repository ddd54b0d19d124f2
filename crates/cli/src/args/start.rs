//! `unhunch start`.

use clap::Args;

use super::RequestArgs;

/// The slowest that a session is tried out at.
const SLOWEST: f64 = 0.5;
/// The fastest that a session is tried out at.
const FASTEST: f64 = 20.0;

/// `unhunch start`.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  unhunch start                                  five minutes, seated and standing
  unhunch start --minutes 10 --area neck=6       ten minutes, most of them for the neck
  unhunch start desk-reset --voice               a hand-written routine, spoken
  unhunch start Tuesdays                         a routine of yours
  unhunch start --resume                         go on with what was broken off
  unhunch start --plain --yes                    a line for each cue, nothing asked")]
pub struct StartArgs {
    /// A hand-written routine by its id, or one of yours by its name; without one, a plan is made from the
    /// flags.
    #[arg(value_name = "ROUTINE", conflicts_with = "resume")]
    pub routine: Option<String>,
    /// What a plan should be like.
    #[command(flatten)]
    pub request: RequestArgs,
    /// Go on with the session that was broken off last.
    #[arg(long)]
    pub resume: bool,
    /// Ask nothing: no pain before and after, no key to begin.
    ///
    /// The safety check is not skipped: when it is due, `unhunch check` has to be answered first.
    #[arg(long, short)]
    pub yes: bool,
    /// One line for each cue, without a live view: for screen readers, logs and pipes.
    #[arg(long)]
    pub plain: bool,
    /// Print what happens as JSON, one event to a line; implies --plain and asks nothing.
    #[arg(long)]
    pub json: bool,
    /// Speak the cues, with the system's own voice (spd-say or espeak-ng, say, PowerShell).
    #[arg(long, overrides_with = "no_voice")]
    pub voice: bool,
    /// Do not speak, whatever the profile says.
    #[arg(long, overrides_with = "voice")]
    pub no_voice: bool,
    /// Show the words alone, without the moving figure.
    #[arg(long)]
    pub no_figure: bool,
    /// Do not ring the terminal's bell.
    #[arg(long)]
    pub no_bell: bool,
    /// Let the session's clock run F times as fast, 0.5 to 20. For trying things out only: stretches need
    /// their real time, and the diary counts the session's own seconds.
    #[arg(long, value_name = "F", default_value_t = 1.0, value_parser = speed)]
    pub speed: f64,
}

fn speed(text: &str) -> Result<f64, String> {
    let speed: Option<f64> = text.parse().ok();
    speed
        .filter(|speed| (SLOWEST..=FASTEST).contains(speed))
        .ok_or(format!(
            "a speed goes from {SLOWEST} to {FASTEST}, not `{text}`"
        ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speed_is_a_number_in_its_range() {
        assert_eq!(speed("0.5"), Ok(0.5));
        assert_eq!(speed("20"), Ok(20.0));
        for bad in ["0", "0.4", "20.1", "-1", "NaN", "inf", "fast", ""] {
            assert!(speed(bad).is_err(), "{bad}");
        }
    }
}
