//! Which paper stands behind which loan: no invoice, receivable or order is financed twice.

use crate::identifier::{InvoiceNumber, Uscc, folded_code};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What names a paper, however it was typed; a store keeps it unique.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PaperKey(String);

impl PaperKey {
    /// An invoice, whoever presents it and whatever it is presented as.
    pub fn invoice(number: &InvoiceNumber) -> Self {
        Self(["invoice:", number.as_str()].concat())
    }

    /// A buyer's order.
    pub fn order(buyer: &Uscc, number: &str) -> Self {
        Self(["order:", buyer.as_str(), ":", &folded_code(number)].concat())
    }

    /// The text a store keeps.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A paper that already stands behind something.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this paper already stands behind a financing")]
pub struct AlreadyFinanced {
    /// Which paper.
    pub paper: PaperKey,
    /// What it stands behind; equal to the new financing when it was presented twice at once.
    pub financing: String,
}

/// Papers in use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinancingRegister {
    used: BTreeMap<PaperKey, String>,
}

impl FinancingRegister {
    /// Puts papers behind a financing: all of them or, when one is taken, none.
    ///
    /// # Errors
    /// [`AlreadyFinanced`], the first paper that is taken, or presented twice here.
    pub fn take(&mut self, papers: &[PaperKey], financing: &str) -> Result<(), AlreadyFinanced> {
        for (index, paper) in papers.iter().enumerate() {
            let taken = self.used.get(paper).cloned().or_else(|| {
                papers.iter().take(index).any(|other| other == paper).then(|| financing.to_owned())
            });
            if let Some(financing) = taken {
                return Err(AlreadyFinanced { paper: paper.clone(), financing });
            }
        }
        self.used.extend(papers.iter().map(|paper| (paper.clone(), financing.to_owned())));
        Ok(())
    }

    /// Gives back the papers of a financing that was never paid out. Repaid ones stay taken: an
    /// invoice is paid once and proves nothing again.
    pub fn give_back(&mut self, financing: &str) {
        self.used.retain(|_, taken_by| taken_by != financing);
    }

    /// What a paper stands behind.
    pub fn financing_of(&self, paper: &PaperKey) -> Option<&str> {
        self.used.get(paper).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invoice(text: &str) -> PaperKey {
        PaperKey::invoice(&text.parse().unwrap())
    }

    #[test]
    fn an_invoice_is_financed_once_whoever_presents_it_and_however_it_is_typed() {
        let mut register = FinancingRegister::default();
        let first = invoice("25512000000012345678");
        assert_eq!(register.take(std::slice::from_ref(&first), "loan 1"), Ok(()));
        let again = invoice("２５５１２０００ 0000 1234 5678");
        let refused = register.take(&[invoice("25512000000012345679"), again], "loan 2");
        assert_eq!(refused, Err(AlreadyFinanced { paper: first, financing: "loan 1".to_owned() }));
        // The other paper of the refused financing is still free.
        assert_eq!(register.take(&[invoice("25512000000012345679")], "loan 3"), Ok(()));
    }

    #[test]
    fn the_same_paper_twice_in_one_bundle_is_refused() {
        let mut register = FinancingRegister::default();
        let paper = invoice("25512000000012345678");
        assert!(register.take(&[paper.clone(), paper.clone()], "loan 1").is_err());
        assert_eq!(register.financing_of(&paper), None);
    }

    #[test]
    fn a_financing_never_paid_out_gives_its_papers_back() {
        let mut register = FinancingRegister::default();
        let paper = PaperKey::order(&"91330100799655058B".parse().unwrap(), "po-1");
        assert_eq!(paper, PaperKey::order(&"91330100799655058B".parse().unwrap(), "ＰＯ 1"));
        register.take(std::slice::from_ref(&paper), "loan 1").unwrap();
        register.give_back("loan 1");
        assert_eq!(register.take(&[paper], "loan 2"), Ok(()));
    }
}
