//! The facility screen.

messages! {
    TITLE = "我的额度", "Your facility";
}
