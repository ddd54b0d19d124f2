//! The terminal UI as it is released, in a pseudo-terminal: when its first picture stands there, and what
//! playing and doing nothing take.

#[cfg(not(unix))]
pub(super) fn measure(
    _setting: &super::Setting,
    _size: (u16, u16),
) -> Result<Vec<super::figures::Figure>, crate::workspace::Failure> {
    Err("programs in terminals are measured on Unix only".into())
}

#[cfg(unix)]
pub(super) use unix::measure;

#[cfg(unix)]
mod unix {
    use std::fs::{self, File};
    use std::io::{Read as _, Write as _};
    use std::path::Path;
    use std::process::{Child, Command, Stdio};
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::sync::{Arc, mpsc};
    use std::thread;
    use std::time::Duration;

    use nix::pty::{Winsize, openpty};
    use nix::unistd::{SysconfVar, sysconf};

    use crate::bench::Setting;
    use crate::bench::figures::Figure;
    use crate::bench::tui::cleared;
    use crate::clock;
    use crate::workspace::Failure;

    /// How a picture ends.
    const WHOLE: &[u8] = b"\x1b[?2026l";
    /// How often the program is started.
    const STARTS: usize = 9;
    /// How long each thing is watched.
    const WATCHED: Duration = Duration::from_secs(10);
    /// How long it has to come to rest.
    const REST: Duration = Duration::from_secs(2);
    /// Promises, in ms and in percent of one core.
    const FIRST_MS: f64 = 50.0;
    const PLAYING: f64 = 5.0;
    const IDLE: f64 = 0.5;

    /// The program in a terminal that throws away what it shows.
    struct Running {
        child: Child,
        keys: File,
        /// How many pictures were shown.
        pictures: Arc<AtomicU64>,
        /// How long the first picture took.
        first: Duration,
    }

    impl Running {
        fn start(setting: &Setting, data: &Path, size: (u16, u16)) -> Result<Self, Failure> {
            let size = Winsize {
                ws_row: size.1,
                ws_col: size.0,
                ws_xpixel: 0,
                ws_ypixel: 0,
            };
            let pair = openpty(&size, None)?;
            let began = clock::now();
            let child = Command::new(&setting.unhunch)
                .arg("tui")
                .env("UNHUNCH_DATA_DIR", data)
                .env("TERM", "xterm-256color")
                .env("COLORTERM", "truecolor")
                .env("LC_ALL", "C.UTF-8")
                .stdin(Stdio::from(pair.slave.try_clone()?))
                .stdout(Stdio::from(pair.slave.try_clone()?))
                .stderr(Stdio::null())
                .spawn()?;
            drop(pair.slave);
            let keys = File::from(pair.master);
            let mut shown = keys.try_clone()?;
            let pictures = Arc::new(AtomicU64::new(0));
            let counted = Arc::clone(&pictures);
            let (told, first) = mpsc::channel();
            thread::spawn(move || {
                let mut bytes = vec![0; 1 << 16];
                let mut tail: Vec<u8> = Vec::new();
                while let Ok(length @ 1..) = shown.read(&mut bytes) {
                    tail.extend(bytes.iter().take(length));
                    let ends = tail.windows(WHOLE.len()).filter(|one| *one == WHOLE);
                    let ends = ends.count() as u64;
                    if ends > 0 && counted.fetch_add(ends, Ordering::Relaxed) == 0 {
                        // Nobody waits for it any more where it took too long.
                        let _ = told.send(began.elapsed());
                    }
                    let keep = if ends > 0 { 0 } else { WHOLE.len() - 1 };
                    tail.drain(..tail.len().saturating_sub(keep));
                }
            });
            let first = first.recv_timeout(Duration::from_secs(10))?;
            Ok(Self {
                child,
                keys,
                pictures,
                first,
            })
        }

        fn press(&mut self, keys: &str) -> Result<(), Failure> {
            self.keys.write_all(keys.as_bytes())?;
            thread::sleep(REST);
            Ok(())
        }

        /// Processor time so far, in seconds: its own and the system's for it.
        fn cpu(&self) -> Result<f64, Failure> {
            let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
            // After the name, which is in brackets: the 14th and 15th of all.
            let rest = stat.rsplit(')').next().unwrap_or_default();
            let ticks: f64 = rest
                .split_whitespace()
                .skip(11)
                .take(2)
                .filter_map(|one| one.parse::<f64>().ok())
                .sum();
            let second = sysconf(SysconfVar::CLK_TCK)?.unwrap_or(100);
            Ok(ticks / second as f64)
        }

        /// The share of one core that it takes, in percent, and its pictures in a second.
        fn share(&self) -> Result<(f64, f64), Failure> {
            let (cpu, pictures) = (self.cpu()?, self.pictures.load(Ordering::Relaxed));
            let began = clock::now();
            thread::sleep(WATCHED);
            let seconds = began.elapsed().as_secs_f64();
            let shown = self.pictures.load(Ordering::Relaxed) - pictures;
            Ok((
                (self.cpu()? - cpu) / seconds * 100.0,
                shown as f64 / seconds,
            ))
        }
    }

    impl Drop for Running {
        fn drop(&mut self) {
            // It has ended already, where it ended.
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }

    /// Measures the release build in a terminal of this size.
    pub(in crate::bench) fn measure(
        setting: &Setting,
        size: (u16, u16),
    ) -> Result<Vec<Figure>, Failure> {
        setting.build_unhunch()?;
        let data = setting.scratch.join("tui-terminal");
        drop(cleared(&data)?);
        let mut firsts = Vec::new();
        for _ in 0..STARTS {
            firsts.push(Running::start(setting, &data, size)?.first);
        }
        firsts.sort();
        let first = firsts.get(STARTS / 2).copied().unwrap_or_default();
        let mut running = Running::start(setting, &data, size)?;
        let mut idle: f64 = 0.0;
        for screen in ["1", "2", "3", "4", "5", "6"] {
            running.press(screen)?;
            idle = idle.max(running.share()?.0);
        }
        running.press("1")?;
        running.press("\r")?;
        running.press("\r")?;
        let (playing, pictures) = running.share()?;
        Ok(vec![
            Figure::new(
                "terminal UI, from its start to its first picture, median",
                first.as_secs_f64() * 1000.0,
                FIRST_MS,
                "ms",
            ),
            Figure::new(
                "terminal UI, playing, share of one core",
                playing,
                PLAYING,
                "%",
            ),
            Figure::told("terminal UI, playing, pictures a second", pictures, ""),
            Figure::new(
                "terminal UI, idle, the busiest of six screens, share of one core",
                idle,
                IDLE,
                "%",
            ),
        ])
    }
}
