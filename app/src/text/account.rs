//! The account screen.

messages! {
    TITLE = "收款与还款账户", "Your account";
}
