package org.tongzhou.hospital;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.DiagnosisComponent;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.tongzhou.plan.Icd10;

/**
 * The diagnoses of a stay as text with their ICD-10 codes, such as {@code 胆囊结石 K80.2}: international, clinical and
 * insurers' editions alike, since they agree on the part that rules use. A diagnosis in another code is its words alone.
 */
final class Diagnoses {
    private final References references;

    Diagnoses(References references) {
        this.references = references;
    }

    /**
     * All with a code that the encounter, its conditions, its reason, and the claim (when it is the only stay) say, the main one
     * first; the first words where there is no code.
     */
    Optional<String> of(Encounter encounter, boolean only) {
        Stream<CodeableConcept> said = Stream.of(
                        ranked(encounter),
                        references
                                .all(Condition.class)
                                .filter(condition -> references.names(condition.getEncounter(), encounter))
                                .map(Condition::getCode),
                        encounter.getReasonCode().stream(),
                        only ? claimed(encounter) : Stream.<CodeableConcept>empty())
                .flatMap(concepts -> concepts);
        List<String> written =
                said.flatMap(concept -> written(concept).stream()).toList();
        return Optional.of(coded(written))
                .filter(text -> !text.isEmpty())
                .or(() -> written.stream().findFirst());
    }

    /** Each that has a code which none before it has, as many as there is room for whole. */
    private static String coded(List<String> written) {
        Set<Icd10> known = new HashSet<>();
        String all = "";
        for (String text : written) {
            String next = all.isEmpty() ? text : all + "；" + text;
            boolean room = all.isEmpty() || next.length() <= BundleReader.LONGEST_TEXT;
            all = room && known.addAll(Icd10.within(text)) ? next : all;
        }
        return all;
    }

    private Stream<CodeableConcept> ranked(Encounter encounter) {
        return encounter.getDiagnosis().stream()
                .sorted(Comparator.comparingInt(one -> place(one.getRankElement())))
                .map(DiagnosisComponent::getCondition)
                .flatMap(reference -> references.find(reference, Condition.class).stream())
                .map(Condition::getCode);
    }

    /** Last where none is given, or what is given is no number. */
    private static int place(PositiveIntType number) {
        Integer value = number.getValue();
        return value == null ? Integer.MAX_VALUE : value;
    }

    private Stream<CodeableConcept> claimed(Encounter encounter) {
        return references
                .all(Claim.class)
                .filter(claim -> Amounts.stands(claim) && !references.isOfAnother(claim.getPatient(), encounter))
                .flatMap(claim -> claim.getDiagnosis().stream())
                .sorted(Comparator.comparingInt(one -> place(one.getSequenceElement())))
                .flatMap(diagnosis -> diagnosis.hasDiagnosisCodeableConcept()
                        ? Stream.of(diagnosis.getDiagnosisCodeableConcept())
                        : diagnosis.hasDiagnosisReference()
                                ? references
                                        .find(diagnosis.getDiagnosisReference(), Condition.class)
                                        .map(Condition::getCode)
                                        .stream()
                                : Stream.empty());
    }

    private static Optional<String> written(CodeableConcept concept) {
        Optional<Coding> coded = concept.getCoding().stream()
                .filter(coding -> coding.hasCode() && isIcd10(coding))
                .findFirst();
        String words = concept.hasText()
                ? concept.getText()
                : coded.filter(Coding::hasDisplay)
                        .or(() -> concept.getCoding().stream()
                                .filter(Coding::hasDisplay)
                                .findFirst())
                        .map(Coding::getDisplay)
                        .orElse("");
        String text = coded.filter(coding -> !words.contains(coding.getCode()))
                .map(coding -> (words + " " + coding.getCode()).strip())
                .orElse(words.strip());
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Judged by the system where it names one; without a system by the form of the code. */
    private static boolean isIcd10(Coding coding) {
        String system = coding.hasSystem() ? coding.getSystem().toLowerCase(Locale.ROOT) : "";
        boolean named = system.isEmpty()
                || system.contains("icd-10")
                || system.contains("icd10")
                || system.contains("gb/t14396")
                || system.contains("2.16.840.1.113883.6.3")
                || system.contains("2.16.840.1.113883.6.90");
        return named && !Icd10.within(coding.getCode()).isEmpty();
    }
}
