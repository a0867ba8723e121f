"""Settings: `base` is what every installation shares and is safe for production; `local` is what
`manage.py up` serves on one machine; `development` and `testing` loosen it; `production` insists."""
