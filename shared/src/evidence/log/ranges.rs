//! Which parts of the tree a root or a proof is made of.

/// Leaves from `start` up to and excluding `end`, whose root is one hash of a proof.
///
/// Every range here begins at a multiple of the largest power of two that fits in it, so it is
/// made of complete subtrees, the largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first leaf.
    pub start: u64,
    /// The leaf after the last.
    pub end: u64,
}

/// A complete subtree: `2^height` leaves from leaf `index × 2^height`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subtree {
    pub(super) height: u32,
    pub(super) index: u64,
}

impl Range {
    pub(super) const fn new(start: u64, end: u64) -> Self {
        Self { start, end }
    }

    const fn width(self) -> u64 {
        self.end.saturating_sub(self.start)
    }

    /// The two ranges whose roots the root of this one is the hash of; `None` for a single leaf.
    fn halves(self) -> Option<(Self, Self)> {
        let middle = self.start.checked_add(left_width(self.width())?)?;
        Some((Self::new(self.start, middle), Self::new(middle, self.end)))
    }

    /// The complete subtrees it is made of, left to right.
    pub(super) fn subtrees(self) -> Vec<Subtree> {
        let mut found = Vec::new();
        let mut start = self.start;
        while let Some(height) = self.end.saturating_sub(start).checked_ilog2() {
            found.push(Subtree { height, index: start.checked_shr(height).unwrap_or(0) });
            start = start.saturating_add(power(height));
        }
        found
    }
}

/// `2^exponent`, at most `2^63`.
pub(super) fn power(exponent: u32) -> u64 {
    1_u64.checked_shl(exponent).unwrap_or(u64::MAX)
}

/// The largest power of two below `width`; `None` for fewer than two leaves.
fn left_width(width: u64) -> Option<u64> {
    if width < 2 { None } else { width.checked_sub(1)?.checked_ilog2().map(power) }
}

/// The ranges whose roots prove that leaf `index` is in the tree of `size` leaves, from the leaf
/// up (RFC 9162, 2.1.3.1); `None` when it is not.
pub(super) fn of_inclusion(index: u64, size: u64) -> Option<Vec<Range>> {
    if index >= size {
        return None;
    }
    let mut beside = Vec::new();
    let mut range = Range::new(0, size);
    while let Some((left, right)) = range.halves() {
        let (inside, outside) = if index < left.end { (left, right) } else { (right, left) };
        beside.push(outside);
        range = inside;
    }
    beside.reverse();
    Some(beside)
}

/// The ranges whose roots prove that the tree of `old` leaves is the beginning of the tree of
/// `new` leaves (RFC 9162, 2.1.4.1); `None` unless `0 < old ≤ new`.
pub(super) fn of_consistency(old: u64, new: u64) -> Option<Vec<Range>> {
    if old == 0 || old > new {
        return None;
    }
    let mut beside = Vec::new();
    let mut range = Range::new(0, new);
    while range.end != old {
        let (left, right) = range.halves()?;
        if old <= left.end {
            beside.push(right);
            range = left;
        } else {
            beside.push(left);
            range = right;
        }
    }
    // The old tree itself is known to whoever asks; a right part of it is not.
    if range.start != 0 {
        beside.push(range);
    }
    beside.reverse();
    Some(beside)
}
