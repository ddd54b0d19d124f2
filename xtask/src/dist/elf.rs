//! What a Linux program needs of the system: the libraries and the newest versions of their symbols.
//!
//! From this the `Depends` of its Debian package is written, so that it is refused where it could not run.

use std::collections::BTreeMap;

use crate::workspace::Failure;

/// Kinds of sections: what is linked dynamically, and which versions of symbols it asks for.
const DYNAMIC: u32 = 6;
const NEEDED_VERSIONS: u32 = 0x6fff_fffe;
/// An entry of the dynamic section that names a library.
const NEEDED: u64 = 1;

/// The libraries that a program names, each with the versions of symbols that it wants of it.
pub(crate) type Needs = BTreeMap<String, Vec<String>>;

/// Reads a 64-bit little-endian ELF file.
///
/// # Errors
///
/// For anything else, and for a file that is cut off.
pub(crate) fn needs(file: &[u8]) -> Result<Needs, Failure> {
    if file.get(..6) != Some(b"\x7fELF\x02\x01") {
        return Err("this is no program for a 64-bit little-endian Linux".into());
    }
    read(file).ok_or_else(|| "this program is cut off or damaged".into())
}

fn read(file: &[u8]) -> Option<Needs> {
    let table = number(file, 0x28, 8)?;
    let size = number(file, 0x3a, 2)?;
    let count = number(file, 0x3c, 2)?;
    let section = |index: u64| -> Option<(u32, &[u8], u64)> {
        let at = table + index * size;
        let kind = u32::try_from(number(file, at + 4, 4)?).ok()?;
        let begin = usize::try_from(number(file, at + 0x18, 8)?).ok()?;
        let length = usize::try_from(number(file, at + 0x20, 8)?).ok()?;
        let link = number(file, at + 0x28, 4)?;
        // A section without a place in the file has a length all the same.
        let bytes = file.get(begin..begin.checked_add(length)?).unwrap_or(&[]);
        Some((kind, bytes, link))
    };
    let mut needs = Needs::new();
    for index in 0..count {
        let (kind, bytes, link) = section(index)?;
        match kind {
            DYNAMIC => {
                let (_, names, _) = section(link)?;
                for entry in bytes.chunks_exact(16) {
                    if number(entry, 0, 8)? == NEEDED {
                        needs.entry(text(names, number(entry, 8, 8)?)?).or_default();
                    }
                }
            }
            NEEDED_VERSIONS => {
                let (_, names, _) = section(link)?;
                versions(bytes, names, &mut needs)?;
            }
            _ => {}
        }
    }
    Some(needs)
}

/// A chain of libraries, each with a chain of versions; each link says how far it is to the next.
fn versions(bytes: &[u8], names: &[u8], needs: &mut Needs) -> Option<()> {
    let mut at = 0;
    loop {
        let count = number(bytes, at + 2, 2)?;
        let wanted = needs
            .entry(text(names, number(bytes, at + 4, 4)?)?)
            .or_default();
        let mut one = at + number(bytes, at + 8, 4)?;
        for _ in 0..count {
            wanted.push(text(names, number(bytes, one + 8, 4)?)?);
            one += number(bytes, one + 12, 4)?;
        }
        match number(bytes, at + 12, 4)? {
            0 => return Some(()),
            next => at += next,
        }
    }
}

fn number(bytes: &[u8], at: u64, length: usize) -> Option<u64> {
    let at = usize::try_from(at).ok()?;
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
    )
}

fn text(names: &[u8], at: u64) -> Option<String> {
    let rest = names.get(usize::try_from(at).ok()?..)?;
    let end = rest.iter().position(|byte| *byte == 0)?;
    String::from_utf8(rest[..end].to_vec()).ok()
}

/// The packages of Debian that hold these libraries, as `Depends` names them.
///
/// # Errors
///
/// For a library that no known package holds.
pub(crate) fn depends(needs: &Needs) -> Result<String, Failure> {
    let mut packages: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (library, versions) in needs {
        let (package, prefix) = match library.as_str() {
            "libgcc_s.so.1" => ("libgcc-s1", "GCC_"),
            "libc.so.6" | "libm.so.6" | "libdl.so.2" | "libpthread.so.0" | "librt.so.1" => {
                ("libc6", "GLIBC_")
            }
            loader if loader.starts_with("ld-linux") => ("libc6", "GLIBC_"),
            other => return Err(format!("no known package of Debian holds {other}").into()),
        };
        let newest = versions
            .iter()
            .filter_map(|version| version.strip_prefix(prefix))
            .map(|version| {
                version
                    .split('.')
                    .filter_map(|part| part.parse().ok())
                    .collect::<Vec<u32>>()
            })
            .max();
        let known = packages.entry(package).or_default();
        *known = newest.unwrap_or_default().max(known.clone());
    }
    let told = packages.into_iter().map(|(package, version)| {
        let version: Vec<String> = version.iter().map(u32::to_string).collect();
        match version.as_slice() {
            [] => package.to_owned(),
            parts => format!("{package} (>= {})", parts.join(".")),
        }
    });
    Ok(told.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(all(target_os = "linux", target_env = "gnu", target_pointer_width = "64"))]
    fn this_program_needs_the_c_library() {
        let file = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        let needs = needs(&file).unwrap();
        let versions = &needs["libc.so.6"];
        assert!(
            versions.iter().all(|one| one.starts_with("GLIBC_")),
            "{versions:?}"
        );
        let depends = depends(&needs).unwrap();
        assert!(depends.starts_with("libc6 (>= 2."), "{depends}");
        // Whatever is cut off is told, and never a panic: the table of sections stands at the very end.
        for length in (0..50).map(|part| file.len() / 50 * part) {
            assert!(super::needs(&file[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn the_newest_version_counts_as_numbers() {
        let of = |library: &str, versions: &[&str]| {
            (
                library.to_owned(),
                versions.iter().map(ToString::to_string).collect(),
            )
        };
        let needs = Needs::from([
            of("libc.so.6", &["GLIBC_2.9", "GLIBC_2.34", "GLIBC_2.2.5"]),
            of("libm.so.6", &["GLIBC_2.29"]),
            of("libgcc_s.so.1", &["GCC_3.3", "GCC_4.2.0"]),
        ]);
        assert_eq!(
            depends(&needs).unwrap(),
            "libc6 (>= 2.34), libgcc-s1 (>= 4.2.0)"
        );
        let odd = Needs::from([of("libodd.so.1", &[])]);
        assert_eq!(
            depends(&odd).unwrap_err().to_string(),
            "no known package of Debian holds libodd.so.1"
        );
    }
}
