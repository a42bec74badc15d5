package org.tongzhou.payment;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Vault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Seals whom a benefit goes to, bound to its instruction, and the keyed index that stands for it in a batch's hash. */
@Component
class Payees implements SealedColumns {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Vault vault;

    Payees(Vault vault) {
        this.vault = vault;
    }

    byte[] seal(String endToEnd, PayeeAccount payee) {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", payee.name()).put("account", payee.account()).put("bank", payee.bankName());
        return vault.seal(place(endToEnd), json.toString().getBytes(StandardCharsets.UTF_8));
    }

    PayeeAccount open(String endToEnd, byte[] sealed) {
        JsonNode json = JSON.readTree(vault.open(place(endToEnd), sealed));
        JsonNode bank = json.get("bank");
        return new PayeeAccount(
                json.get("name").asString(),
                json.get("account").asString(),
                bank.isNull() ? null : bank.asString(),
                null);
    }

    byte[] index(PayeeAccount payee) {
        String bank = payee.bankName() == null ? "" : payee.bankName();
        return vault.index("payment.payee", payee.name() + '\n' + payee.account() + '\n' + bank);
    }

    private static String place(String endToEnd) {
        return "payment.instruction:" + endToEnd;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(new SealedColumn("payment.instruction", "payee", "'payment.instruction:' || t.end_to_end"));
    }
}
