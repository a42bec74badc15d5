package org.tongzhou.portal.web;

import java.util.List;

/** The interface as a page: what the OpenAPI document says, in reading order. */
public record ApiPage(String version, List<Operation> operations) {
    public ApiPage {
        operations = List.copyOf(operations);
    }

    /** One operation; {@code id} names its sentence, {@code body} what is sent, empty for nothing; one of the roles is needed. */
    public record Operation(
            String id,
            String method,
            String path,
            List<String> roles,
            List<Parameter> parameters,
            String body,
            List<Answer> answers) {
        public Operation {
            roles = List.copyOf(roles);
            parameters = List.copyOf(parameters);
            answers = List.copyOf(answers);
        }
    }

    /** Where it goes (path, query, header) and what it is. */
    public record Parameter(String name, String place, String type, boolean required) {}

    public record Answer(String status, String description) {}
}
