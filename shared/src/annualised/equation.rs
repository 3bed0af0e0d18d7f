//! The unit-period equation, evaluated with its slope.

use super::flow::UnitFlow;

/// Gaps up to this many periods have their power looked up.
const TABLE: usize = 64;

/// `Σ amount ÷ ((1 + f·i)(1 + i)^t)` as a function of the rate `i` of a period.
pub(super) struct Equation {
    /// Latest first: the gap to the next earlier flow, and the flow.
    terms: Vec<Term>,
    longest_gap: usize,
    any_odd: bool,
    first: f64,
    sign_changes: usize,
}

#[derive(Clone, Copy)]
struct Term {
    gap: u32,
    gap_float: f64,
    odd: f64,
    amount: f64,
}

/// The value of the equation and its slope at a rate.
#[derive(Clone, Copy)]
pub(super) struct Point {
    pub(super) value: f64,
    pub(super) slope: f64,
}

#[expect(clippy::float_arithmetic, reason = "an iterative solver; basic operations only")]
impl Equation {
    /// Orders the flows by time, joins those at the same time and drops zeros.
    pub(super) fn new(flows: &[UnitFlow]) -> Self {
        let mut sorted: Vec<UnitFlow> = flows.to_vec();
        crate::short_list::sort_by(&mut sorted, |a, b| {
            a.periods.cmp(&b.periods).then(a.odd.total_cmp(&b.odd))
        });
        let mut joined: Vec<UnitFlow> = Vec::with_capacity(sorted.len());
        for flow in sorted {
            match joined.last_mut() {
                Some(last) if last.periods == flow.periods && same(last.odd, flow.odd) => {
                    last.amount += flow.amount;
                }
                _ => joined.push(flow),
            }
        }
        joined.retain(|flow| flow.amount != 0.0);
        let mut terms: Vec<Term> = Vec::with_capacity(joined.len());
        let mut before = joined.first().map_or(0, |flow| flow.periods);
        for flow in &joined {
            let gap = flow.periods.saturating_sub(before);
            before = flow.periods;
            terms.push(Term { gap, gap_float: f64::from(gap), odd: flow.odd, amount: flow.amount });
        }
        terms.reverse();
        let longest = terms.iter().map(|term| term.gap).max().unwrap_or(0);
        let signs = joined.iter().zip(joined.iter().skip(1));
        Self {
            longest_gap: usize::try_from(longest).unwrap_or(TABLE),
            any_odd: joined.iter().any(|flow| flow.odd > 0.0),
            first: joined.first().map_or(0.0, |flow| flow.amount),
            sign_changes: signs.filter(|(a, b)| (a.amount < 0.0) != (b.amount < 0.0)).count(),
            terms,
        }
    }

    /// How often the direction of money changes over time: the most positive roots
    /// there can be (Descartes).
    pub(super) fn sign_changes(&self) -> usize {
        self.sign_changes
    }

    /// The sign of the value as the rate grows without limit.
    pub(super) fn is_positive_at_infinity(&self) -> bool {
        self.first > 0.0
    }

    /// A first guess: the cost per unit of principal and of average time.
    pub(super) fn guess(&self) -> f64 {
        let (mut early, mut late, mut moment, mut time) = (0.0, 0.0, 0.0, 0.0);
        for term in self.terms.iter().rev() {
            time += term.gap_float;
            if (term.amount > 0.0) == (self.first > 0.0) {
                early += term.amount;
            } else {
                late += term.amount;
                moment += term.amount * (time + term.odd);
            }
        }
        let average_time = moment / late;
        let guess = (-late / early - 1.0) / average_time;
        if guess > -0.9 && guess < 10.0 { guess } else { 0.01 }
    }

    /// Value and slope at `rate`, above −1.
    pub(super) fn at(&self, rate: f64) -> Point {
        let discount = 1.0 / (1.0 + rate);
        let mut powers = [1.0_f64; TABLE];
        let mut power = 1.0;
        for slot in powers.iter_mut().take(self.longest_gap.saturating_add(1)) {
            *slot = power;
            power *= discount;
        }
        let raised = |gap: u32| match usize::try_from(gap).ok().and_then(|gap| powers.get(gap)) {
            Some(power) => *power,
            None => whole_power(discount, gap),
        };
        if self.any_odd {
            self.with_odd(rate, discount, raised)
        } else {
            self.plain(discount, raised)
        }
    }

    fn plain(&self, discount: f64, raised: impl Fn(u32) -> f64) -> Point {
        let (mut value, mut moment) = (0.0, 0.0);
        // Each step multiplies by the gap behind the flow just added.
        let (mut power, mut gap) = (1.0, 0.0);
        for term in &self.terms {
            moment = (moment + gap * value) * power;
            value = value * power + term.amount;
            power = raised(term.gap);
            gap = term.gap_float;
        }
        Point { value, slope: -discount * moment }
    }

    fn with_odd(&self, rate: f64, discount: f64, raised: impl Fn(u32) -> f64) -> Point {
        let (mut value, mut moment, mut odd_slope) = (0.0, 0.0, 0.0);
        let (mut power, mut gap) = (1.0, 0.0);
        for term in &self.terms {
            let odd_discount = 1.0 / (1.0 + term.odd * rate);
            let amount = term.amount * odd_discount;
            moment = (moment + gap * value) * power;
            value = value * power + amount;
            odd_slope = odd_slope * power + amount * term.odd * odd_discount;
            power = raised(term.gap);
            gap = term.gap_float;
        }
        Point { value, slope: -discount * moment - odd_slope }
    }
}

/// Whether two odd fractions are the same number.
fn same(a: f64, b: f64) -> bool {
    a.total_cmp(&b) == core::cmp::Ordering::Equal
}

/// `base` to a whole power, by squaring: the same bits on every machine, unlike `powi`.
#[expect(clippy::float_arithmetic, reason = "basic operations only")]
pub(super) fn whole_power(base: f64, exponent: u32) -> f64 {
    let (mut result, mut square, mut left) = (1.0, base, exponent);
    while left > 0 {
        if left & 1 == 1 {
            result *= square;
        }
        square *= square;
        left >>= 1;
    }
    result
}
