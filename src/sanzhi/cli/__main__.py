from sanzhi.cli.main import main

raise SystemExit(main())
