package org.tongzhou.contribution;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The fund's account that fees are paid to, as the bill states it; an example until {@code tongzhou.fee-account.*} is set. */
@Component
public class FeeAccount {
    private static final String EXAMPLE_NUMBER = "42050100000000000018";

    private final String name;
    private final String number;
    private final String bank;

    FeeAccount(
            @Value("${tongzhou.fee-account.name:职工互助保障资金专户}") String name,
            @Value("${tongzhou.fee-account.number:" + EXAMPLE_NUMBER + "}") String number,
            @Value("${tongzhou.fee-account.bank:农业银行}") String bank) {
        this.name = name;
        this.number = number;
        this.bank = bank;
    }

    public String name() {
        return name;
    }

    public String number() {
        return number;
    }

    public String bank() {
        return bank;
    }

    public boolean isExample() {
        return number.equals(EXAMPLE_NUMBER);
    }
}
