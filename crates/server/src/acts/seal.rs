//! A seal on what was proposed: only what core laid out, under a check that allowed it, can be begun.
//!
//! The server keeps no plans for pages that may come back to one later, perhaps after a day without network
//! or after the server was started anew. A page hands a proposal back whole, and the seal tells that it is as
//! it was.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use hmac::{Hmac, Mac as _};
use jiff::civil::Date;
use serde::Serialize;
use sha2::Sha256;
use unhunch_core::timeline::Timeline;
use unhunch_host::Error;

use crate::wire::Asked;

/// The file that the key is in, in the data folder.
const NAME: &str = "seal";
/// The length of the key, in bytes.
const LENGTH: usize = 32;

/// What seals: a key that this data folder has for itself.
#[derive(Clone)]
pub struct SealKey([u8; LENGTH]);

impl std::fmt::Debug for SealKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealKey")
    }
}

/// What is sealed.
#[derive(Serialize)]
struct Sealed<'p> {
    day: Date,
    asked: &'p Asked,
    timeline: &'p Timeline,
}

impl SealKey {
    /// The key of a data folder, made when there is none.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or made, or the system gives no random bytes.
    pub(crate) fn of(folder: &Path) -> Result<Self, Error> {
        let file = folder.join(NAME);
        let failed = |error: io::Error| {
            Error::new(format!(
                "{} cannot be written: {error}; change its permissions or choose another folder with --data",
                file.display()
            ))
        };
        match fs::read(&file) {
            Ok(bytes) => {
                if let Ok(key) = bytes.try_into() {
                    return Ok(Self(key));
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
        let mut key = [0; LENGTH];
        getrandom::fill(&mut key)
            .map_err(|error| Error::new(format!("the system gives no random numbers: {error}")))?;
        put(&file, &key).map_err(failed)?;
        Ok(Self(key))
    }

    /// The seal on a proposal of `day`, in hexadecimal digits.
    pub(crate) fn seal(&self, day: Date, asked: &Asked, timeline: &Timeline) -> String {
        let digest = self.mac(day, asked, timeline).finalize().into_bytes();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether a seal is the one on this proposal.
    pub(crate) fn holds(&self, seal: &str, day: Date, asked: &Asked, timeline: &Timeline) -> bool {
        let digits = seal.as_bytes().chunks(2).map(|pair| {
            let pair = std::str::from_utf8(pair).ok()?;
            u8::from_str_radix(pair, 16).ok()
        });
        let Some(bytes) = digits.collect::<Option<Vec<u8>>>() else {
            return false;
        };
        self.mac(day, asked, timeline).verify_slice(&bytes).is_ok()
    }

    fn mac(&self, day: Date, asked: &Asked, timeline: &Timeline) -> Hmac<Sha256> {
        let sealed = Sealed {
            day,
            asked,
            timeline,
        };
        // All of these can be written; if one could not, nothing would be sealed alike.
        let text = serde_json::to_vec(&sealed).unwrap_or_default();
        let mut block = [0; 64];
        for (to, from) in block.iter_mut().zip(self.0) {
            *to = from;
        }
        let mut mac = <Hmac<Sha256> as hmac::digest::KeyInit>::new(&block.into());
        mac.update(&text);
        mac
    }
}

/// Puts the key into a file that only its owner may read, whole or not at all.
fn put(file: &Path, key: &[u8]) -> io::Result<()> {
    let part = file.with_extension("part");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&part)?.write_all(key)?;
    fs::rename(part, file)
}
