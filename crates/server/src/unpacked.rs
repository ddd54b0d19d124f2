//! A body that was kept packed, unpacked piece by piece as it is sent: whole, it would take megabytes.

use std::io::{self, Read as _};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::buf::Reader;
use bytes::{Buf as _, Bytes};
use flate2::bufread::GzDecoder;
use hyper::body::{Body, Frame, SizeHint};

/// The most that is unpacked at once, in bytes.
const PIECE: usize = 16 * 1024;

/// What is left of such a body.
#[derive(Debug)]
pub(crate) struct Unpacked {
    packed: GzDecoder<Reader<Bytes>>,
    left: usize,
}

impl Unpacked {
    /// Of bytes in gzip that `length` bytes were packed to.
    pub(crate) fn new(packed: Bytes, length: usize) -> Self {
        Self {
            packed: GzDecoder::new(packed.reader()),
            left: length,
        }
    }

    fn piece(&mut self) -> io::Result<Bytes> {
        let mut piece = vec![0; self.left.min(PIECE)];
        self.packed.read_exact(&mut piece)?;
        self.left -= piece.len();
        Ok(piece.into())
    }
}

impl Body for Unpacked {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        let piece = self.piece().inspect_err(|_| self.left = 0);
        Poll::Ready(Some(piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left as u64)
    }
}
