package org.tongzhou.demo;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.tongzhou.kernel.Money;
import org.tongzhou.person.NewPerson;

/** A discharge as the demonstration's hospital sends it: a FHIR message with patient, stay, diagnosis and settlement. */
record SampleDischarge(NewPerson person, String calledAs, LocalDate admitted, LocalDate discharged, Money inScope) {
    private static final Money OUT_OF_SCOPE = Money.ofFen(21_340);
    private static final Money POOL = Money.ofFen(1_236_075);

    private static final String MESSAGE = """
            {"resourceType":"Bundle","type":"message","identifier":{"system":"urn:daye:his","value":"CY-%1$s"},"entry":[
             {"fullUrl":"urn:uuid:m","resource":{"resourceType":"MessageHeader","id":"m",
              "eventCoding":{"system":"http://terminology.hl7.org/CodeSystem/v2-0003","code":"A03"},
              "source":{"endpoint":"urn:daye:his"},"focus":[{"reference":"urn:uuid:e"}]}},
             {"fullUrl":"urn:uuid:p","resource":{"resourceType":"Patient","identifier":[{"value":"%2$s"}],"name":[{"text":"%3$s"}]}},
             {"fullUrl":"urn:uuid:e","resource":{"resourceType":"Encounter","identifier":[{"value":"ZY-%1$s"}],"status":"finished",
              "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"IMP"},
              "subject":{"reference":"urn:uuid:p"},"period":{"start":"%4$s","end":"%5$s"},
              "reasonCode":[{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"K80.2"}],"text":"胆囊结石"}]}},
             {"fullUrl":"urn:uuid:b","resource":{"resourceType":"ExplanationOfBenefit","identifier":[{"value":"JS-%1$s"}],"total":[
              {"category":{"text":"统筹基金支付"},"amount":{"value":%6$s,"currency":"CNY"}},
              {"category":{"text":"其他支付"},"amount":{"value":0.00,"currency":"CNY"}},
              {"category":{"text":"个人账户支付"},"amount":{"value":0.00,"currency":"CNY"}},
              {"category":{"text":"个人自付"},"amount":{"value":%7$s,"currency":"CNY"}},
              {"category":{"text":"个人自费"},"amount":{"value":%8$s,"currency":"CNY"}}]}}]}
            """;

    byte[] message() {
        String number = discharged.toString().replace("-", "") + person.phone();
        return MESSAGE.formatted(
                        number,
                        person.id().number(),
                        calledAs,
                        admitted,
                        discharged,
                        POOL.plainYuan(),
                        inScope.plainYuan(),
                        OUT_OF_SCOPE.plainYuan())
                .getBytes(StandardCharsets.UTF_8);
    }
}
