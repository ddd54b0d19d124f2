//! The figure of one made-up technique: a variation of a real one.

use unhunch_core::content::check::Part;
use unhunch_core::diagnostic::SourceFile;

use crate::random::Random;

/// The texts of the real figures.
pub(super) fn of(base: &[SourceFile]) -> Vec<&str> {
    let figures = base
        .iter()
        .filter(|file| Part::of(&file.name) == Some(Part::Figures));
    figures.map(|file| file.text.as_str()).collect()
}

/// A real figure for the technique `id`, seen from somewhere else, and so slowly that any tempo fits.
pub(super) fn varied(figure: &str, id: &str, sided: bool, random: &mut Random) -> String {
    let mut out = format!("technique = \"{id}\"\ncycle = 40\n");
    if sided {
        out.push_str("side = \"left\"\n");
    }
    let mut in_head = true;
    for line in figure.lines() {
        in_head &= !line.starts_with('[');
        let key = line.split('=').next().unwrap_or("").trim();
        if in_head && ["technique", "cycle", "side", "direction"].contains(&key) {
            continue;
        }
        if key == "yaw" {
            let yaw = i64::from(random.between(0, 360)) - 180;
            out.push_str(&format!("yaw = {yaw}\n"));
            continue;
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_given_to_another_technique() {
        let real = "technique = \"a\"\nbase = \"prone\"\nside = \"right\"\n\n[[views]]\nyaw = 5\npitch = 1\n\
             [[keyframes]]\nside = 1\n";
        let text = varied(real, "made-1", true, &mut Random::new(1));
        assert!(text.starts_with(
            "technique = \"made-1\"\ncycle = 40\nside = \"left\"\nbase = \"prone\"\n"
        ));
        assert!(text.ends_with("pitch = 1\n[[keyframes]]\nside = 1\n"));
        assert!(!varied(real, "b", false, &mut Random::new(1)).contains("side = \"left\""));
    }
}
