"""HTTP: query strings, requests, headers of answers, files of the interface. It knows neither routes nor views."""
