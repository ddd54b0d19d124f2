//! Why a pack is refused.

/// Why a pack cannot be used, or not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// It does not begin as a pack does.
    #[error("it is no pack")]
    NoPack,
    /// The file has more bytes than [`MOST_PACKED`](super::MOST_PACKED).
    #[error("it is larger than {} MiB", super::MOST_PACKED / (1024 * 1024))]
    TooLarge,
    /// It unpacks to more than [`MOST_UNPACKED`](super::MOST_UNPACKED).
    #[error("it unpacks to more than {} MiB", super::MOST_UNPACKED / (1024 * 1024))]
    Bomb,
    /// The compressed data ends too early, or its checksum is another.
    #[error("it is cut off or damaged")]
    Damaged,
    /// There is something behind its end.
    #[error("something was added behind its end")]
    Behind,
    /// The archive or the manifest is not laid out as it has to be.
    #[error("it is not laid out as a pack is: {0}")]
    Layout(String),
    /// It was made for a newer program.
    #[error("it was made by a newer unhunch ({0})")]
    Newer(String),
    /// It holds a link, a device or another thing that is no plain file.
    #[error("`{0}` in it is not a plain file")]
    NotPlain(String),
    /// A file's name leads out of the set.
    #[error("the name `{0}` in it leads out of the set")]
    LeadsOut(String),
    /// A file is no part of a content set.
    #[error("`{0}` in it is no part of a content set")]
    Stray(String),
    /// Two files have one name.
    #[error("`{0}` is in it twice")]
    Twice(String),
    /// It holds more files than any set needs.
    #[error("it holds more than {0} files")]
    TooMany(usize),
    /// One of its files is larger than a content file may be.
    #[error("`{0}` in it is too large")]
    FileTooLarge(String),
    /// A file is not what the manifest says.
    #[error("`{0}` in it is not as it was packed")]
    Altered(String),
    /// A file that the manifest lists is not there.
    #[error("`{0}` is missing from it")]
    Missing(String),
    /// A file is no UTF-8.
    #[error("`{0}` in it is not UTF-8")]
    NotUtf8(String),
}

impl PackError {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoPack => "name a folder, or a file that `unhunch content pack` made",
            Self::Newer(_) => "get a newer unhunch, or ask for a pack of the older format",
            Self::Damaged | Self::Behind => "fetch it again from where it comes from",
            _ => "do not use it; ask whoever made it for another",
        }
    }
}
