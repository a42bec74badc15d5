package org.tongzhou.portal.web;

import java.util.List;

/** The interface as a page: what the OpenAPI document says, in reading order. */
public record ApiPage(String version, List<Operation> operations) {
    public ApiPage {
        operations = List.copyOf(operations);
    }

    /** One operation; {@code body} names what is sent, empty for nothing. */
    public record Operation(
            String method, String path, String summary, List<Parameter> parameters, String body, List<Answer> answers) {
        public Operation {
            parameters = List.copyOf(parameters);
            answers = List.copyOf(answers);
        }
    }

    /** Where it goes (path, query, header) and what it is. */
    public record Parameter(String name, String place, String type, boolean required) {}

    public record Answer(String status, String description) {}
}
