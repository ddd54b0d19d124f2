//! Figures: what was measured, what was promised, and the table of both.

use std::fmt::Write as _;
use std::time::Duration;

/// One measured figure and its promise.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    /// What was measured.
    pub(super) what: String,
    /// How much it was.
    pub(super) measured: f64,
    /// The most that it may be, if that was promised.
    pub(super) promise: Option<f64>,
    /// Of what: `ms`, `MB`, `x`.
    pub(super) unit: &'static str,
}

impl Figure {
    /// A figure that is promised to be below `promise`.
    pub(super) fn new(
        what: impl Into<String>,
        measured: f64,
        promise: f64,
        unit: &'static str,
    ) -> Self {
        Self {
            promise: Some(promise),
            ..Self::told(what, measured, unit)
        }
    }

    /// A figure that is only told.
    pub(super) fn told(what: impl Into<String>, measured: f64, unit: &'static str) -> Self {
        Self {
            what: what.into(),
            measured,
            promise: None,
            unit,
        }
    }

    /// Whether the promise is kept. What is no number keeps none.
    pub(super) fn is_kept(&self) -> bool {
        self.promise.is_none_or(|promise| self.measured <= promise)
    }
}

/// All figures with their promises and the share of the promise that was needed.
pub(super) fn table(figures: &[Figure]) -> String {
    let number = |value: f64, unit: &str| {
        let digits = if value < 10.0 { 2 } else { 1 };
        format!("{value:.digits$} {unit}")
    };
    let width = figures
        .iter()
        .map(|figure| figure.what.chars().count())
        .max()
        .unwrap_or(0);
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "{:width$}  {:>12}  {:>12}  {:>6}",
        "", "measured", "promised", "ratio"
    );
    for figure in figures {
        let _ = write!(
            out,
            "{:width$}  {:>12}",
            figure.what,
            number(figure.measured, figure.unit)
        );
        if let Some(promise) = figure.promise {
            let _ = write!(
                out,
                "  {:>12}  {:>6.2}{}",
                number(promise, figure.unit),
                figure.measured / promise,
                if figure.is_kept() { "" } else { "  MISSED" }
            );
        }
        out.push('\n');
    }
    let missed = figures.iter().filter(|figure| !figure.is_kept()).count();
    let promised = figures.iter().filter(|figure| figure.promise.is_some());
    let _ = match missed {
        0 => writeln!(out, "all {} promises kept", promised.count()),
        _ => writeln!(out, "{missed} of {} promises missed", promised.count()),
    };
    out
}

/// The value below which `percent` of 100 of the values lie, in milliseconds; not a number without any.
pub(super) fn percentile(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    let at = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(at).map_or(f64::NAN, |time| ms(*time))
}

/// The middle one, in milliseconds.
pub(super) fn median(times: &mut [Duration]) -> f64 {
    percentile(times, 50)
}

/// A time in milliseconds.
pub(super) fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let mut times: Vec<Duration> = (1..=200).rev().map(Duration::from_millis).collect();
        assert!((median(&mut times) - 101.0).abs() < 1e-9);
        assert!((percentile(&mut times, 99) - 199.0).abs() < 1e-9);
        assert!((percentile(&mut times, 100) - 200.0).abs() < 1e-9);
        assert!(percentile(&mut [], 50).is_nan());
    }

    #[test]
    fn the_table_shows_ratios_and_what_was_missed() {
        let figures = [
            Figure::new("fast", 1.5, 3.0, "ms"),
            Figure::new("large", 600.0, 500.0, "MB"),
            Figure::told("beside", 7.0, "x"),
        ];
        assert_eq!(
            table(&figures),
            "            measured      promised   ratio\n\
             fast         1.50 ms       3.00 ms    0.50\n\
             large       600.0 MB      500.0 MB    1.20  MISSED\n\
             beside        7.00 x\n\
             1 of 2 promises missed\n"
        );
        assert!(!Figure::new("none", f64::NAN, 1.0, "ms").is_kept());
        assert!(table(&figures[..1]).ends_with("all 1 promises kept\n"));
    }
}
