//! What stands around every page: its title, the navigation, and how it looks.

use crate::assets;

/// Light or dark, as the person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Theme {
    /// As their system has it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every choice, with what it is called.
    pub(crate) const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Auto, "auto", "As my system has it"),
        (Self::Light, "light", "Light"),
        (Self::Dark, "dark", "Dark"),
    ];

    /// The choice that is written so.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, own, _)| *own == word);
        found.map(|(theme, ..)| *theme)
    }

    /// The word of a choice that was made; none where it follows the system.
    pub(crate) fn word(self) -> Option<&'static str> {
        match self {
            Self::Auto => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// What the browser is told before it has read the style sheet.
    pub(crate) fn scheme(self) -> &'static str {
        self.word().unwrap_or("light dark")
    }
}

/// A part of the program that the navigation leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Here {
    /// The day.
    Today,
    /// The planner.
    Plan,
    /// Techniques and routines.
    Library,
    /// Articles.
    Guides,
    /// How it goes.
    Progress,
    /// What the person kept.
    Routines,
    /// Who the person is.
    Profile,
    /// What a narrow bar has no room for.
    More,
    /// None of them.
    Elsewhere,
}

/// A link of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tab {
    /// Where it leads.
    pub(crate) href: &'static str,
    /// What it says.
    pub(crate) name: &'static str,
    /// The lines of its picture.
    pub(crate) icon: &'static str,
    /// `wide` or `narrow` where it is only for such a display.
    pub(crate) class: Option<&'static str>,
    /// `page` where it is the page that is open, `true` where that is part of it.
    pub(crate) current: Option<&'static str>,
}

/// What stands around a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    /// The title.
    pub(crate) title: String,
    /// Where it is.
    pub(crate) here: Here,
    /// How it looks.
    pub(crate) theme: Theme,
}

const NARROW: Option<&str> = Some("narrow");
const WIDE: Option<&str> = Some("wide");
/// Where each tab leads, and its picture.
const TABS: [(Here, &str, &str, &str, Option<&str>); 8] = [
    (
        Here::Today,
        "/",
        "Today",
        "M4 11.5 12 5l8 6.5M6.5 10v9h11v-9",
        None,
    ),
    (
        Here::Plan,
        "/plan",
        "Plan",
        "M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4",
        None,
    ),
    (
        Here::Library,
        "/library",
        "Library",
        "M11 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.8 15.8 20 20",
        None,
    ),
    (Here::Guides, "/guides", "Guides", "", WIDE),
    (
        Here::Progress,
        "/progress",
        "Progress",
        "M4 19V5M4 19h16M8 15l3.5-4 3 2.5L20 7",
        None,
    ),
    (Here::Routines, "/routines", "My routines", "", WIDE),
    (Here::Profile, "/profile", "Profile", "", WIDE),
    (
        Here::More,
        "/more",
        "More",
        "M5 7h14M5 12h14M5 17h14",
        NARROW,
    ),
];

impl Frame {
    /// Around a page with a title.
    pub(crate) fn new(title: impl Into<String>, here: Here, theme: Theme) -> Self {
        Self {
            title: title.into(),
            here,
            theme,
        }
    }

    /// The address of an asset.
    pub(crate) fn asset(&self, name: &str) -> &'static str {
        assets::asset(name)
    }

    /// The navigation.
    pub(crate) fn tabs(&self) -> Vec<Tab> {
        let under_more = TABS
            .iter()
            .any(|(here, .., class)| *here == self.here && *class == WIDE);
        let tab = |(here, href, name, icon, class): &(
            Here,
            &'static str,
            &'static str,
            &'static str,
            _,
        )| Tab {
            href,
            name,
            icon,
            class: *class,
            current: match *here {
                here if here == self.here => Some("page"),
                Here::More if under_more => Some("true"),
                _ => None,
            },
        };
        TABS.iter().map(tab).collect()
    }
}
